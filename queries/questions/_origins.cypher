MATCH (f:PopulationFigure)-[:ORIGIN]->(o:Country), (f)-[:ASYLUM]->(c:Country)
WHERE f.population_type = 'REF'
RETURN c.iso3 AS country, o.iso3 AS origin, o.name AS name, f.year AS year, f.value AS value
