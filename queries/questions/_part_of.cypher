MATCH (p:Pledge)-[:PART_OF]->(m:MultistakeholderPledge)
WHERE coalesce(p.standing, '') <> 'withdrawn'
RETURN p.id AS id, m.name AS name
