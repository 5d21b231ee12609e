//: include served
WITH p, count(DISTINCT o.id) AS objectives
WHERE objectives > 1
RETURN p.id AS id, p.cited_as AS pledge
