//: ids joint-candidates.members
UNWIND $ids AS wanted
MATCH (a:Actor)<-[:SUBMITTED_BY]-(p:Pledge)
WHERE a.id = wanted AND p.no_place_reason = 'place-in-text'
RETURN a.id AS actor, p.id AS id
