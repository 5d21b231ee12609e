MATCH (f:PopulationFigure)-[:ORIGIN]->(c:Country)
WHERE f.population_type = 'RET'
RETURN c.iso3 AS country, f.population_type AS code, f.year AS year, coalesce(sum(f.value), 0) AS value
