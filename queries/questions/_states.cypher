MATCH (a:Actor)-[:STATE_OF]->(c:Country)
RETURN a.id AS actor, c.id AS country
