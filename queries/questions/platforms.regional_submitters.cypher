//: ids platforms.regional
UNWIND $ids AS wanted
MATCH (p:Pledge)-[:SUBMITTED_BY]->(a:Actor) WHERE p.id = wanted
RETURN p.id AS id, a.name AS submitters
