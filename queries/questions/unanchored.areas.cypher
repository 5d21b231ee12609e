//: ids unanchored
UNWIND $ids AS wanted
MATCH (p:Pledge)-[:THEME]->(t:Concept) WHERE p.id = wanted
RETURN p.id AS id, t.name AS areas
UNION
UNWIND $ids AS wanted
MATCH (p:Pledge)-[:AREA_OF_FOCUS]->(t:Concept) WHERE p.id = wanted
RETURN p.id AS id, t.name AS areas
