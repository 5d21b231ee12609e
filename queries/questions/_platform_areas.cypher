MATCH (s:SupportPlatform)-[:AREA_OF_FOCUS]->(t:Concept)
RETURN s.code AS platform, t.name AS name
