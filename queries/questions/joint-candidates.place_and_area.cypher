//: ids joint-candidates.cells
UNWIND $ids AS wanted
MATCH (p:Pledge)-[:IN_CELL]->(c:Cell)
WHERE c.id = wanted
RETURN p.id AS id, c.id AS cell, 'named' AS basis
UNION
UNWIND $ids AS wanted
MATCH (p:Pledge)-[:IN_CELL_BY_PLATFORM]->(c:Cell)
WHERE c.id = wanted
RETURN p.id AS id, c.id AS cell, 'platform' AS basis
UNION
UNWIND $ids AS wanted
MATCH (p:Pledge)-[:IN_CELL_BY_REGION]->(c:Cell)
WHERE c.id = wanted
RETURN p.id AS id, c.id AS cell, 'region' AS basis
UNION
UNWIND $ids AS wanted
MATCH (p:Pledge)-[:IN_CELL_BY_SITUATION]->(c:Cell)
WHERE c.id = wanted
RETURN p.id AS id, c.id AS cell, 'situation' AS basis
