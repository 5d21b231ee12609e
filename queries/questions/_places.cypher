MATCH (p:Pledge)-[:IMPLEMENTED_IN]->(c:Country)
WHERE coalesce(p.standing, '') <> 'withdrawn'
RETURN p.id AS id, c.iso3 AS country
