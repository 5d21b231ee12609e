//: include scope
  AND coalesce(p.standing, '') <> 'withdrawn'
OPTIONAL MATCH (p)-[:SERVES_OBJECTIVE]->(o:Concept)
