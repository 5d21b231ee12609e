MATCH (p:Pledge)
//: if like
WHERE p.id =~ $like OR p.local_identifier =~ $like OR p.official_identifier =~ $like
//: end
RETURN p.id AS value, p.local_identifier AS spelling, p.official_identifier AS official, p.id AS id
