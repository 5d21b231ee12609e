//: include served
WITH p, count(DISTINCT o.id) AS objectives
WHERE objectives > 1
RETURN p.cited_as AS pledge
