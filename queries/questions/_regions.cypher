//: if region
MATCH (c:Concept)
WHERE c.in_vocabulary = 'm49' AND c.name IN $region
RETURN c.name AS name, c.label_fr AS french
//: end
