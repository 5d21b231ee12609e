//: if actor
MATCH (m:Match)-[:SUPPORTS]->(p:Pledge)
WHERE EXISTS { MATCH (m)-[:SUPPORTED_BY]->(a:Actor) WHERE a.id IN $actor }
   OR EXISTS { MATCH (m)-[:SUPPORTED_BY]->(q:Pledge)-[:SUBMITTED_BY]->(a:Actor) WHERE a.id IN $actor }
   OR EXISTS { MATCH (p)-[:SUBMITTED_BY]->(a:Actor) WHERE a.id IN $actor }
   OR EXISTS { MATCH (p)-[:JOINT_WITH]->(a:Actor) WHERE a.id IN $actor }
//: end
//: unless actor
//: include scope
MATCH (p)<-[:SUPPORTS]-(m:Match)
//: end
WITH DISTINCT p, m, CASE WHEN size(coalesce(m.evidence, [])) = 0 THEN [''] ELSE m.evidence END AS stated
WHERE coalesce(p.standing, '') <> 'withdrawn'
//: include match_rows
