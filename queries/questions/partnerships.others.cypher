//: ids partnerships.brokers
UNWIND $ids AS wanted
MATCH (b:Actor)-[:CONNECTS_THROUGH]->(p:Pledge)-[:SUBMITTED_BY]->(o:Actor) WHERE b.id = wanted AND o.id <> b.id
RETURN b.id AS id, o.id AS other_ids, o.name AS others, p.cited_as AS pledge
UNION
UNWIND $ids AS wanted
MATCH (b:Actor)-[:CONNECTS_THROUGH]->(p:Pledge)-[:JOINT_WITH]->(o:Actor) WHERE b.id = wanted AND o.id <> b.id
RETURN b.id AS id, o.id AS other_ids, o.name AS others, p.cited_as AS pledge
UNION
UNWIND $ids AS wanted
MATCH (b:Actor)-[:CONNECTS_THROUGH]->(p:Pledge)<-[:SUPPORTS]-(m:Match)-[:SUPPORTED_BY]->(o:Actor)
WHERE b.id = wanted AND o.id <> b.id
RETURN b.id AS id, o.id AS other_ids, o.name AS others, p.cited_as AS pledge
UNION
UNWIND $ids AS wanted
MATCH (b:Actor)-[:CONNECTS_THROUGH]->(p:Pledge)<-[:SUPPORTS]-(m:Match)-[:SUPPORTED_BY]->(q:Pledge)-[:SUBMITTED_BY]->(o:Actor)
WHERE b.id = wanted AND o.id <> b.id
RETURN b.id AS id, o.id AS other_ids, o.name AS others, p.cited_as AS pledge
