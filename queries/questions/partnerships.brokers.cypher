//: include scope_places
  AND EXISTS { MATCH (p)<-[:CONNECTS_THROUGH]-(a:Actor) }
MATCH (p)<-[:CONNECTS_THROUGH]-(b:Actor)
//: if actor
WHERE b.id IN $actor
//: end
RETURN DISTINCT b.id AS id, b.name AS actor
