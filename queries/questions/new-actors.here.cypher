//: ids new-actors.places
UNWIND $ids AS wanted
MATCH (c:Country) WHERE c.id = wanted
OPTIONAL MATCH (c)<-[:IMPLEMENTED_IN]-(p:Pledge)
WITH DISTINCT p WHERE p.id IS NOT NULL AND coalesce(p.standing, '') <> 'withdrawn'
RETURN p.id AS id, 'named' AS basis
UNION
UNWIND $ids AS wanted
MATCH (c:Country) WHERE c.id = wanted
OPTIONAL MATCH (c)<-[:REACHES_BY_PLATFORM]-(p:Pledge)
WITH DISTINCT p WHERE p.id IS NOT NULL AND coalesce(p.standing, '') <> 'withdrawn'
RETURN p.id AS id, 'arrangement' AS basis
UNION
UNWIND $ids AS wanted
MATCH (c:Country) WHERE c.id = wanted
OPTIONAL MATCH (c)<-[:REACHES_BY_REGION]-(p:Pledge)
WITH DISTINCT p WHERE p.id IS NOT NULL AND coalesce(p.standing, '') <> 'withdrawn'
RETURN p.id AS id, 'arrangement' AS basis
UNION
UNWIND $ids AS wanted
MATCH (c:Country) WHERE c.id = wanted
OPTIONAL MATCH (c)<-[:REACHES_BY_SITUATION]-(p:Pledge)
WITH DISTINCT p WHERE p.id IS NOT NULL AND coalesce(p.standing, '') <> 'withdrawn'
RETURN p.id AS id, 'arrangement' AS basis
//: if situation
UNION
MATCH (p:Pledge)-[:ADDRESSES]->(s:Situation)
WHERE s.name IN $situation AND coalesce(p.standing, '') <> 'withdrawn'
RETURN p.id AS id, 'arrangement' AS basis
//: end
