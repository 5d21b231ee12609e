UNWIND $ids AS wanted
MATCH (p:Pledge) WHERE p.id = wanted
OPTIONAL MATCH (p)-[:IMPLEMENTED_IN]->(c:Country)
WITH p, c WHERE c.id IS NOT NULL
RETURN p.id AS id, c.iso3 AS country
