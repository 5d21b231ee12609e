MATCH (c:Country)-[:IN_REGION]->(r:Concept)
WHERE NOT EXISTS { MATCH (s:Concept)-[:BROADER]->(r) }
RETURN c.iso3 AS country, c.name AS name, r.name AS region, r.notation AS code
