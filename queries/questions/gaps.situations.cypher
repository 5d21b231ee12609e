//: if situation
MATCH (p:Pledge)-[:ADDRESSES]->(s:Situation) WHERE s.name IN $situation
RETURN p.id AS id, s.name AS situation, 'named' AS basis, '' AS country
UNION
MATCH (p:Pledge)-[:IMPLEMENTED_IN]->(c:Country)<-[:ASYLUM]-(s:Situation) WHERE s.name IN $situation
RETURN p.id AS id, s.name AS situation, 'country' AS basis, c.iso3 AS country
UNION
MATCH (p:Pledge)-[:IMPLEMENTED_IN]->(c:Country)<-[:ASYLUM_BY_FIGURES]-(s:Situation) WHERE s.name IN $situation
RETURN p.id AS id, s.name AS situation, 'country' AS basis, c.iso3 AS country
//: end
