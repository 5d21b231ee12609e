MATCH (p:Pledge)-[:ADDRESSES]->(s:Situation)-[:ASYLUM]->(c:Country)
WHERE coalesce(p.standing, '') <> 'withdrawn'
RETURN p.id AS id, s.name AS region, c.iso3 AS country
