MATCH (u:ImplementationUpdate)-[:UPDATE_OF]->(p:Pledge)
WHERE coalesce(p.standing, '') <> 'withdrawn'
RETURN p.id AS id, u.update_text AS text
