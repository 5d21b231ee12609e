MATCH (s:SupportPlatform)-[:COVERS]->(c:Country)
RETURN s.code AS platform, s.name AS name, c.iso3 AS country
