MATCH (f:PopulationFigure)-[:ASYLUM]->(c:Country)
RETURN c.iso3 AS country, f.population_type AS code, f.year AS year, coalesce(sum(f.value), 0) AS value
