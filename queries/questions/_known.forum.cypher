MATCH (f:Forum)
//: if like
WHERE f.name =~ $like OR f.label_en =~ $like OR f.label_fr =~ $like OR f.id =~ $like
//: end
RETURN f.name AS value, f.label_en AS spelling, f.label_fr AS french, f.id AS id
