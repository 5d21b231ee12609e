MATCH (t:Target)-[:TARGET_OF]->(p:Pledge)
WHERE t.target_year IS NOT NULL
RETURN p.id AS id, t.target_year AS target_year
