MATCH (p:Pledge)-[:IMPLEMENTED_ACROSS]->(s:SupportPlatform)-[:COVERS]->(c:Country)
RETURN p.id AS id, s.code AS region, c.iso3 AS country
