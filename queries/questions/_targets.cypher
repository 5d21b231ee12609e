MATCH (t:Target)-[:TARGET_OF]->(p:Pledge)
WHERE coalesce(p.standing, '') <> 'withdrawn'
RETURN p.id AS id, t.value AS value, t.unit AS unit, t.target_year AS target_year
