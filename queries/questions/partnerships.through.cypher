//: ids partnerships.brokers
UNWIND $ids AS wanted
MATCH (b:Actor)-[:CONNECTS_THROUGH]->(p:Pledge) WHERE b.id = wanted
RETURN b.id AS id, p.cited_as AS pledges, p.id AS pledge_ids
