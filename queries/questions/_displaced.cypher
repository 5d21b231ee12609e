MATCH (s:Situation)-[:ORIGIN]->(o:Country)<-[:ORIGIN]-(f:PopulationFigure)-[:ASYLUM]->(c:Country)
WHERE f.population_type IN ['REF', 'ASY'] AND s.id <> f.id
RETURN s.name AS situation, c.iso3 AS country, f.year AS year, coalesce(sum(f.value), 0) AS value
