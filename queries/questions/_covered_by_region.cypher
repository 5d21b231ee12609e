MATCH (p:Pledge)-[:IMPLEMENTED_ACROSS]->(r:Concept)<-[:IN_REGION]-(c:Country)
WHERE coalesce(p.standing, '') <> 'withdrawn'
RETURN p.id AS id, r.name AS region, c.iso3 AS country
