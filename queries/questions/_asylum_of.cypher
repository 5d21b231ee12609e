MATCH (s:Situation)-[:ASYLUM]->(c:Country)
//: if situation
WHERE s.name IN $situation
//: end
RETURN s.name AS situation, c.iso3 AS country, 'source' AS basis
UNION
MATCH (s:Situation)-[:ASYLUM_BY_FIGURES]->(c:Country)
//: if situation
WHERE s.name IN $situation
//: end
RETURN s.name AS situation, c.iso3 AS country, 'figures' AS basis
