//: ids unsupported
//: if situation
UNWIND $ids AS wanted
MATCH (p:Pledge)-[:IMPLEMENTED_IN]->(c:Country)<-[:ASYLUM]-(f:PopulationFigure)-[:ORIGIN]->(o:Country)
WHERE p.id = wanted AND f.population_type = 'REF' AND f.year = p.people_year
  AND EXISTS { MATCH (o)<-[:ORIGIN]-(s:Situation) WHERE s.name IN $situation }
RETURN p.id AS id, o.name AS origin, o.label_fr AS french, coalesce(sum(f.value), 0) AS people
//: end
