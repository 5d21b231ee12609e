//: ids new-partnerships
UNWIND $ids AS wanted
MATCH (a:Actor)-[:STATE_OF]->(c:Country) WHERE a.id = wanted
WITH DISTINCT c
OPTIONAL MATCH (c)<-[:IMPLEMENTED_IN]-(p:Pledge)
WITH c, p
WHERE p.id IS NOT NULL
//: include going_on
RETURN c.id AS country, p.id AS id, p.cited_as AS cited, 'named' AS kind
UNION
UNWIND $ids AS wanted
MATCH (a:Actor)-[:STATE_OF]->(c:Country) WHERE a.id = wanted
WITH DISTINCT c
OPTIONAL MATCH (c)<-[:MENTIONS]-(p:Pledge)
WITH c, p
WHERE p.id IS NOT NULL
//: include going_on
RETURN c.id AS country, p.id AS id, p.cited_as AS cited, 'text' AS kind
