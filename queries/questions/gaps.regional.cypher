MATCH (p:Pledge)-[:REACHES_BY_PLATFORM]->(c:Country)
WHERE coalesce(p.standing, '') <> 'withdrawn'
//: include to_places
UNION
MATCH (p:Pledge)-[:REACHES_BY_REGION]->(c:Country)
WHERE coalesce(p.standing, '') <> 'withdrawn'
//: include to_places
