//: include scope
  AND coalesce(p.standing, '') <> 'withdrawn'
WITH p, p.update_count = 0 AND EXISTS { MATCH (u:ImplementationUpdate)-[:UPDATE_OF]->(p) } AS noted
