//: include scope
  AND coalesce(p.standing, '') <> 'withdrawn'
OPTIONAL MATCH (p)-[:SUBMITTED_BY]->(w:Actor)
RETURN DISTINCT p.id AS id, p.cited_as AS pledge, coalesce(w.name, '') AS submitters, p.support_level AS support
