//: ids joint-candidates.topics
UNWIND $ids AS wanted
MATCH (t:Concept) WHERE t.id = wanted
OPTIONAL MATCH (t)<-[:THEME]-(p:Pledge)
WITH t, p WHERE p.place_open AND NOT p.host_country_pledge
RETURN p.id AS id, t.id AS topic
UNION
UNWIND $ids AS wanted
MATCH (t:Concept) WHERE t.id = wanted
OPTIONAL MATCH (t)<-[:AREA_OF_FOCUS]-(p:Pledge)
WITH t, p WHERE p.place_open AND NOT p.host_country_pledge
RETURN p.id AS id, t.id AS topic
