//: if situation
MATCH (s:Situation)-[:ORIGIN]->(o:Country)<-[:ORIGIN]-(f:PopulationFigure)-[:ASYLUM]->(c:Country)
WHERE s.name IN $situation AND s.id <> f.id AND f.population_type IN ['REF', 'ASY', 'OIP']
  AND (EXISTS { MATCH (s)-[:ASYLUM]->(c) } OR EXISTS { MATCH (s)-[:ASYLUM_BY_FIGURES]->(c) })
RETURN s.name AS situation, c.iso3 AS country, o.iso3 AS origin, f.year AS year, coalesce(sum(f.value), 0) AS people
//: end
