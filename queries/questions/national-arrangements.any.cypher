MATCH (n:NationalArrangement)
WITH count(n.id) AS arrangements
WHERE arrangements > 0
RETURN arrangements AS arrangements
