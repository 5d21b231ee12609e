MATCH (p:Pledge)-[:ADDRESSES]->(s:Situation)-[:ASYLUM]->(c:Country)
RETURN p.id AS id, s.name AS region, c.iso3 AS country
