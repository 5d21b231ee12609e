MATCH (p:Pledge)-[:IMPLEMENTED_IN]->(c:Country)
RETURN p.id AS id, c.iso3 AS country
