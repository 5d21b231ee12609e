MATCH (a:Actor)-[:REPRESENTS]->(c:Country)
RETURN a.id AS actor, c.iso3 AS country, c.name AS name
