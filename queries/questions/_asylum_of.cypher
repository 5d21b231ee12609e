MATCH (s:Situation)-[:ASYLUM]->(c:Country)
//: if situation
WHERE s.name IN $situation
//: end
RETURN s.name AS situation, c.name AS name, c.label_fr AS french, 'source' AS basis
UNION
MATCH (s:Situation)-[:ASYLUM_BY_FIGURES]->(c:Country)
//: if situation
WHERE s.name IN $situation
//: end
RETURN s.name AS situation, c.name AS name, c.label_fr AS french, 'figures' AS basis
