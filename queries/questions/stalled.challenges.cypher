//: ids stalled
UNWIND $ids AS wanted
MATCH (p:Pledge) WHERE p.id = wanted
OPTIONAL MATCH (p)<-[:UPDATE_OF]-(u:ImplementationUpdate)
WITH p, u WHERE u.challenge IS NOT NULL
RETURN p.id AS id, u.challenge AS challenges
