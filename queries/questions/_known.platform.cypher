MATCH (s:SupportPlatform)
//: if like
WHERE s.code =~ $like OR s.name =~ $like OR s.label_fr =~ $like OR s.id =~ $like
//: end
RETURN s.code AS value, s.name AS spelling, s.label_fr AS french, s.id AS id
