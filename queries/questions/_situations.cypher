MATCH (s:Situation)
//: if situation
WHERE s.name IN $situation
//: end
RETURN s.name AS name, s.label_fr AS french
