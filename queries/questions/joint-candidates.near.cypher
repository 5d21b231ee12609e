//: ids joint-candidates.countries
UNWIND $ids AS wanted
MATCH (c:Country)<-[:COVERS]-(s:SupportPlatform)-[:COVERS]->(o:Country)
WHERE c.id = wanted AND o.id <> c.id
RETURN o.iso3 AS country, 'platform' AS kind, s.id AS id, coalesce(s.code, s.name) AS name, s.label_fr AS french
UNION
UNWIND $ids AS wanted
MATCH (c:Country)-[:IN_REGION]->(r:Concept)<-[:IN_REGION]-(o:Country)
WHERE c.id = wanted AND o.id <> c.id AND NOT EXISTS { MATCH (s:Concept)-[:BROADER]->(r) }
RETURN o.iso3 AS country, 'region' AS kind, r.id AS id, r.name AS name, r.label_fr AS french
