//: ids joint-candidates.members
UNWIND $ids AS wanted
MATCH (a:Actor) WHERE a.id = wanted
OPTIONAL MATCH (a)<-[:SUBMITTED_BY]-(p:Pledge)
WITH a, p WHERE p.no_place_reason = 'place-in-text'
RETURN a.id AS actor, p.id AS id
