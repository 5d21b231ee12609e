MATCH (s:SupportPlatform)-[:COVERS]->(c:Country)
RETURN s.id AS id, s.code AS platform, s.name AS name, c.iso3 AS country
