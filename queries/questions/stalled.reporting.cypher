//: include challenged
WHERE challenged
RETURN p.id AS id, p.cited_as AS pledge
