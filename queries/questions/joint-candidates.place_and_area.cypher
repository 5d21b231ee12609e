//: ids joint-candidates.cells
UNWIND $ids AS wanted
MATCH (c:Cell) WHERE c.id = wanted
OPTIONAL MATCH (c)<-[:IN_CELL]-(p:Pledge)
WITH c, p WHERE p.id IS NOT NULL
RETURN p.id AS id, c.id AS cell, 'named' AS basis
UNION
UNWIND $ids AS wanted
MATCH (c:Cell) WHERE c.id = wanted
OPTIONAL MATCH (c)<-[:IN_CELL_BY_PLATFORM]-(p:Pledge)
WITH c, p WHERE p.id IS NOT NULL
RETURN p.id AS id, c.id AS cell, 'platform' AS basis
UNION
UNWIND $ids AS wanted
MATCH (c:Cell) WHERE c.id = wanted
OPTIONAL MATCH (c)<-[:IN_CELL_BY_REGION]-(p:Pledge)
WITH c, p WHERE p.id IS NOT NULL
RETURN p.id AS id, c.id AS cell, 'region' AS basis
UNION
UNWIND $ids AS wanted
MATCH (c:Cell) WHERE c.id = wanted
OPTIONAL MATCH (c)<-[:IN_CELL_BY_SITUATION]-(p:Pledge)
WITH c, p WHERE p.id IS NOT NULL
RETURN p.id AS id, c.id AS cell, 'situation' AS basis
