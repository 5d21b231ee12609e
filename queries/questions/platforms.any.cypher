MATCH (s:SupportPlatform)-[:COVERS]->(c:Country)
WITH count(c.id) AS covered
WHERE covered > 0
RETURN covered AS covered
