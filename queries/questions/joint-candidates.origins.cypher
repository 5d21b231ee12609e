//: ids joint-candidates.countries
UNWIND $ids AS wanted
MATCH (c:Country) WHERE c.id = wanted
OPTIONAL MATCH (c)<-[:ASYLUM]-(f:PopulationFigure)-[:ORIGIN]->(o:Country)
WITH c, f, o WHERE f.population_type = 'REF'
RETURN c.iso3 AS country, o.id AS origin, o.name AS name, o.label_fr AS french, f.year AS year, f.value AS people
