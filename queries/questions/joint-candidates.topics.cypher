//: if pledge
MATCH (p:Pledge)-[:THEME]->(t:Concept)
WHERE p.id = $pledge
RETURN t.id AS id, t.name AS name
UNION
MATCH (p:Pledge)-[:AREA_OF_FOCUS]->(t:Concept)
WHERE p.id = $pledge
RETURN t.id AS id, t.name AS name
//: end
//: if area
MATCH (t:Concept)
WHERE t.name IN $area AND t.in_vocabulary IN ['themes', 'areas-of-focus']
RETURN t.id AS id, t.name AS name
//: end
