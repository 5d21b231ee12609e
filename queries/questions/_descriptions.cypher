MATCH (p:Pledge)
WHERE p.description IS NOT NULL
RETURN p.id AS id, p.description AS description
