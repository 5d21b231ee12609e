//: include challenged
WHERE challenged
RETURN p.cited_as AS pledge
