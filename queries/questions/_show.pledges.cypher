//: include scope
  AND coalesce(p.standing, '') <> 'withdrawn'
OPTIONAL MATCH (p)-[:SUBMITTED_BY]->(w:Actor)
RETURN DISTINCT p.id AS id, p.cited_as AS pledge, coalesce(w.name, p.submitter_as_written, '') AS submitters, p.support_level AS support
//: if actor
     , CASE WHEN EXISTS { MATCH (p)-[:SUBMITTED_BY]->(a:Actor) WHERE a.id IN $actor } THEN 'submitted' ELSE 'partner' END AS part
//: end
