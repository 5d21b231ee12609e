//: include served
WITH p, o
OPTIONAL MATCH (p)-[:ANNOUNCED_AT]->(f:Forum)
RETURN coalesce(f.name, 'not-stated') AS forum, coalesce(f.sequence, 100) AS place,
//: if listed
       p.id AS id,
//: end
       count(CASE WHEN o.notation = '1' THEN 1 END) AS objective_1,
       count(CASE WHEN o.notation = '2' THEN 1 END) AS objective_2,
       count(CASE WHEN o.notation = '3' THEN 1 END) AS objective_3,
       count(CASE WHEN o.notation = '4' THEN 1 END) AS objective_4,
       count(CASE WHEN o.notation IS NULL THEN 1 END) AS not_derived, count(DISTINCT p.id) AS pledges
