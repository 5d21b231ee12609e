//: include scope
  AND coalesce(p.standing, '') <> 'withdrawn'
WITH p, EXISTS { MATCH (u:ImplementationUpdate)-[:UPDATE_OF]->(p) WHERE u.challenge IS NOT NULL } AS challenged
