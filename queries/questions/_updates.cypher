MATCH (u:ImplementationUpdate)-[:UPDATE_OF]->(p:Pledge)
RETURN p.id AS id
