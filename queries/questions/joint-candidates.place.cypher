//: ids joint-candidates.countries
UNWIND $ids AS wanted
MATCH (p:Pledge)-[:IMPLEMENTED_IN]->(c:Country)
WHERE c.id = wanted AND NOT p.host_country_pledge
RETURN p.id AS id, c.iso3 AS country, 'named' AS basis
UNION
UNWIND $ids AS wanted
MATCH (p:Pledge)-[:REACHES_BY_PLATFORM]->(c:Country)
WHERE c.id = wanted AND NOT p.host_country_pledge
RETURN p.id AS id, c.iso3 AS country, 'platform' AS basis
UNION
UNWIND $ids AS wanted
MATCH (p:Pledge)-[:REACHES_BY_REGION]->(c:Country)
WHERE c.id = wanted AND NOT p.host_country_pledge
RETURN p.id AS id, c.iso3 AS country, 'region' AS basis
UNION
UNWIND $ids AS wanted
MATCH (p:Pledge)-[:REACHES_BY_SITUATION]->(c:Country)
WHERE c.id = wanted AND NOT p.host_country_pledge
RETURN p.id AS id, c.iso3 AS country, 'situation' AS basis
UNION
UNWIND $ids AS wanted
MATCH (p:Pledge)-[:ADDRESSES]->(s:Situation)-[:ASYLUM_BY_FIGURES]->(c:Country)
WHERE c.id = wanted AND NOT p.host_country_pledge AND NOT EXISTS { MATCH (p)-[:IMPLEMENTED_IN]->(:Country) }
RETURN p.id AS id, c.iso3 AS country, 'figures' AS basis
