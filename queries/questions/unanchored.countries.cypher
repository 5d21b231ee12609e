//: ids unanchored
UNWIND $ids AS wanted
MATCH (p:Pledge) WHERE p.id = wanted
OPTIONAL MATCH (p)-[:MENTIONS]->(c:Country)
WITH p, c WHERE c.id IS NOT NULL
RETURN p.id AS id, c.id AS country, c.name AS name, c.label_fr AS french
