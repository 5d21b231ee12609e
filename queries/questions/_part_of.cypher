MATCH (p:Pledge)-[:PART_OF]->(m:MultistakeholderPledge)
RETURN p.id AS id, m.name AS name
