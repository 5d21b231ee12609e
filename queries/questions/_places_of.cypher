UNWIND $ids AS wanted
MATCH (p:Pledge) WHERE p.id = wanted
UNWIND p.place_as_written AS place
RETURN p.id AS id, place AS place, '' AS french_place
UNION
UNWIND $ids AS wanted
MATCH (p:Pledge)-[:IMPLEMENTED_ACROSS]->(r:Concept) WHERE p.id = wanted
RETURN p.id AS id, r.name AS place, coalesce(r.label_fr, '') AS french_place
UNION
UNWIND $ids AS wanted
MATCH (p:Pledge)-[:IMPLEMENTED_ACROSS]->(s:SupportPlatform) WHERE p.id = wanted
RETURN p.id AS id, s.name AS place, coalesce(s.label_fr, '') AS french_place
