//: ids joint-candidates.topics
UNWIND $ids AS wanted
MATCH (t:Concept) WHERE t.id = wanted
OPTIONAL MATCH (t)<-[:CELL_TOPIC]-(c:Cell)<-[:IN_CELL]-(p:Pledge)
WITH t, p WHERE p.participant_count > 1 AND NOT p.host_country_pledge
RETURN DISTINCT p.id AS id, t.id AS topic
