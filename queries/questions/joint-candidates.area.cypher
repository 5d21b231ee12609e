//: ids joint-candidates.topics
UNWIND $ids AS wanted
MATCH (p:Pledge)-[:THEME]->(t:Concept)
WHERE t.id = wanted AND p.place_open AND NOT p.host_country_pledge
RETURN p.id AS id, t.id AS topic
UNION
UNWIND $ids AS wanted
MATCH (p:Pledge)-[:AREA_OF_FOCUS]->(t:Concept)
WHERE t.id = wanted AND p.place_open AND NOT p.host_country_pledge
RETURN p.id AS id, t.id AS topic
