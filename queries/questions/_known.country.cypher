MATCH (c:Country)
//: if like
WHERE c.iso3 =~ $like OR c.name =~ $like OR c.label_fr =~ $like OR c.id =~ $like
//: end
RETURN c.iso3 AS value, c.name AS spelling, c.label_fr AS french, c.id AS id
