//: ids joint-candidates.topics
UNWIND $ids AS wanted
MATCH (t:Concept) WHERE t.id = wanted
OPTIONAL MATCH (k:Country)<-[:CELL_COUNTRY]-(c:Cell)-[:CELL_TOPIC]->(t), (c)<-[:IN_CELL]-(p:Pledge)
WITH t, k, p WHERE p.host_country_pledge
RETURN p.id AS id, t.id AS topic, k.iso3 AS country
