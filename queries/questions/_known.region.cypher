MATCH (c:Concept)
WHERE c.in_vocabulary = 'm49'
//: if like
  AND (c.name =~ $like OR c.label_fr =~ $like OR c.notation =~ $like OR c.id =~ $like)
//: end
RETURN c.name AS value, c.name AS spelling, c.label_fr AS french, c.notation AS code, c.id AS id
