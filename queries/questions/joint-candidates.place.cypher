//: ids joint-candidates.countries
UNWIND $ids AS wanted
MATCH (c:Country) WHERE c.id = wanted
OPTIONAL MATCH (c)<-[:IMPLEMENTED_IN]-(p:Pledge)
WITH c, p WHERE NOT p.host_country_pledge
RETURN p.id AS id, c.iso3 AS country, 'named' AS basis
UNION
UNWIND $ids AS wanted
MATCH (c:Country) WHERE c.id = wanted
OPTIONAL MATCH (c)<-[:REACHES_BY_PLATFORM]-(p:Pledge)
WITH c, p WHERE NOT p.host_country_pledge
RETURN p.id AS id, c.iso3 AS country, 'platform' AS basis
UNION
UNWIND $ids AS wanted
MATCH (c:Country) WHERE c.id = wanted
OPTIONAL MATCH (c)<-[:REACHES_BY_REGION]-(p:Pledge)
WITH c, p WHERE NOT p.host_country_pledge
RETURN p.id AS id, c.iso3 AS country, 'region' AS basis
UNION
UNWIND $ids AS wanted
MATCH (c:Country) WHERE c.id = wanted
OPTIONAL MATCH (c)<-[:REACHES_BY_SITUATION]-(p:Pledge)
WITH c, p WHERE NOT p.host_country_pledge
RETURN p.id AS id, c.iso3 AS country, 'situation' AS basis
UNION
UNWIND $ids AS wanted
MATCH (c:Country) WHERE c.id = wanted
OPTIONAL MATCH (c)<-[:ASYLUM_BY_FIGURES]-(s:Situation)<-[:ADDRESSES]-(p:Pledge)
WITH c, p WHERE NOT p.host_country_pledge AND NOT EXISTS { MATCH (p)-[:IMPLEMENTED_IN]->(:Country) }
RETURN p.id AS id, c.iso3 AS country, 'figures' AS basis
