//: ids joint-candidates.countries
UNWIND $ids AS wanted
MATCH (c:Country)<-[:ASYLUM]-(f:PopulationFigure)-[:ORIGIN]->(o:Country)
WHERE c.id = wanted AND f.population_type = 'REF'
RETURN c.iso3 AS country, o.id AS origin, o.name AS name, o.label_fr AS french, f.year AS year, f.value AS people
