//: ids unanchored
UNWIND $ids AS wanted
MATCH (p:Pledge)-[:MENTIONS_REGION]->(r:Concept) WHERE p.id = wanted
RETURN p.id AS id, r.id AS region, r.name AS name, coalesce(r.label_fr, '') AS french, '' AS platform
UNION
UNWIND $ids AS wanted
MATCH (p:Pledge)-[:MENTIONS_REGION]->(r:SupportPlatform)-[:ADDRESSES]->(s:Situation) WHERE p.id = wanted
RETURN p.id AS id, s.id AS region, s.name AS name, coalesce(s.label_fr, '') AS french, r.code AS platform
