MATCH (m:Match)-[:SUPPORTS]->(p:Pledge)
WHERE p.id = $pledge OR EXISTS { MATCH (m)-[:SUPPORTED_BY]->(q:Pledge) WHERE q.id = $pledge }
WITH DISTINCT p, m, CASE WHEN size(coalesce(m.evidence, [])) = 0 THEN [''] ELSE m.evidence END AS stated
//: include match_rows
