//: include counted
  AND p.host_country_pledge
OPTIONAL MATCH (p)-[:JOINTLY_SUPPORTED_BY]->(q:Pledge)
WITH p, q WHERE q.id IS NOT NULL
RETURN DISTINCT p.id AS id, q.id AS other
