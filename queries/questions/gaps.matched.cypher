//: include counted
  AND p.host_country_pledge
OPTIONAL MATCH (p)<-[:SUPPORTS]-(m:Match)
WITH p, m WHERE m.counts_as_support
OPTIONAL MATCH (m)-[:SUPPORTED_BY]->(a:Actor)
OPTIONAL MATCH (m)-[:SUPPORTED_BY]->(q:Pledge)
RETURN DISTINCT p.id AS id, m.id AS match, a.name AS actor, q.id AS other
