MATCH (o:Country)<-[:PROTRACTED_FROM]-(n:ProtractedSituation)-[:PROTRACTED_IN]->(c:Country)
//: if country
WHERE c.iso3 IN $country
//: end
RETURN n.id AS id, c.iso3 AS country, o.iso3 AS origin, n.protracted_people AS people,
       n.protracted_by_refugees AS alone, n.protracted_year AS year
