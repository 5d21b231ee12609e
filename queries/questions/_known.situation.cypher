MATCH (s:Situation)
//: if like
WHERE s.name =~ $like OR s.code =~ $like OR s.label_fr =~ $like OR s.id =~ $like
//: end
RETURN s.name AS value, s.name AS spelling, s.label_fr AS french, s.code AS code, s.id AS id
