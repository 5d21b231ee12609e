//: include staged
OPTIONAL MATCH (p)-[:ANNOUNCED_AT]->(f:Forum)
RETURN coalesce(f.name, 'not-stated') AS forum, coalesce(f.sequence, 100) AS place, false AS total,
//: include stages
