MATCH (p:Pledge)-[:IMPLEMENTED_ACROSS]->(r:Concept)<-[:IN_REGION]-(c:Country)
RETURN p.id AS id, r.name AS region, c.iso3 AS country
