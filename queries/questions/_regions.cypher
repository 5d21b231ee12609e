MATCH (c:Country)-[:IN_REGION]->(r:Concept)
RETURN c.iso3 AS country, c.name AS name, r.name AS region, r.notation AS code
