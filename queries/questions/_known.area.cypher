MATCH (c:Concept)
WHERE c.in_vocabulary IN ['themes', 'areas-of-focus']
//: if like
  AND (c.name =~ $like OR c.label_fr =~ $like)
//: end
RETURN c.name AS value, c.name AS spelling, c.label_fr AS french
