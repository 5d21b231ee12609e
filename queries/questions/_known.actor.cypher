MATCH (a:Actor)
//: if like
WHERE a.name =~ $like OR a.id =~ $like
//: end
RETURN a.id AS value, a.name AS spelling, a.id AS id
