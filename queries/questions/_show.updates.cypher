//: include scope
  AND coalesce(p.standing, '') <> 'withdrawn'
MATCH (p)<-[:UPDATE_OF]-(u:ImplementationUpdate)
RETURN DISTINCT u.id AS id, p.cited_as AS pledge, u.reported_on AS reported_on, u.stage AS stage,
       u.update_text AS update_text, u.challenge AS challenge
