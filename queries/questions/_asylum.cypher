MATCH (s:Situation)-[:ASYLUM]->(c:Country)
RETURN s.name AS situation, c.iso3 AS country
