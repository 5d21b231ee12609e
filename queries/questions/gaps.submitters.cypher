//: include counted
  AND NOT p.host_country_pledge
OPTIONAL MATCH (p)-[:SUBMITTED_BY]->(s:Actor)
WITH p, s WHERE s.id IS NOT NULL
RETURN DISTINCT p.id AS id, s.name AS name
