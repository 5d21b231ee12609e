MATCH (t:Concept)
WHERE t.in_vocabulary IN ['themes', 'areas-of-focus']
//: if area
  AND t.name IN $area
//: end
