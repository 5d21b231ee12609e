MATCH (f:PopulationFigure)
WHERE f.population_type IN ['RST', 'RET']
//: if objective
  AND CASE WHEN f.population_type = 'RST' THEN '3' ELSE '4' END IN $objective
//: end
//: if country
  AND EXISTS { MATCH (f)-[:ASYLUM]->(c:Country) WHERE c.iso3 IN $country }
//: end
RETURN CASE WHEN f.population_type = 'RST' THEN '3' ELSE '4' END AS number, f.population_type AS type, f.year AS year,
       coalesce(sum(f.value), 0) AS people
