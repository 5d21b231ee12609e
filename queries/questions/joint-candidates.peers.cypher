//: ids joint-candidates.topics
UNWIND $ids AS wanted
MATCH (t:Concept)<-[:CELL_TOPIC]-(c:Cell)<-[:IN_CELL]-(p:Pledge), (c)-[:CELL_COUNTRY]->(k:Country)
WHERE t.id = wanted AND p.host_country_pledge
RETURN p.id AS id, t.id AS topic, k.iso3 AS country
