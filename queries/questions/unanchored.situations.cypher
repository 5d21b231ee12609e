//: ids unanchored.countries
UNWIND $ids AS wanted
MATCH (p:Pledge)-[:MENTIONS]->(c:Country)<-[:ASYLUM]-(s:Situation) WHERE p.id = wanted
RETURN c.id AS country, s.id AS situation, s.name AS name, s.label_fr AS french, 'source' AS basis
UNION
UNWIND $ids AS wanted
MATCH (p:Pledge)-[:MENTIONS]->(c:Country)<-[:COVERS]-(r:SupportPlatform)-[:ADDRESSES]->(s:Situation)
WHERE p.id = wanted
RETURN c.id AS country, s.id AS situation, s.name AS name, s.label_fr AS french, 'source' AS basis
UNION
UNWIND $ids AS wanted
MATCH (p:Pledge)-[:MENTIONS]->(c:Country)<-[:ASYLUM_BY_FIGURES]-(s:Situation) WHERE p.id = wanted
RETURN c.id AS country, s.id AS situation, s.name AS name, s.label_fr AS french, 'figures' AS basis
