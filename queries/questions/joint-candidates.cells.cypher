//: ids joint-candidates.countries
//: if pledge
UNWIND $ids AS wanted
MATCH (k:Country)<-[:CELL_COUNTRY]-(c:Cell)-[:CELL_TOPIC]->(t:Concept)
WHERE k.id = wanted
  AND (EXISTS { MATCH (p:Pledge)-[:THEME]->(t) WHERE p.id = $pledge }
       OR EXISTS { MATCH (p:Pledge)-[:AREA_OF_FOCUS]->(t) WHERE p.id = $pledge })
RETURN c.id AS id, k.iso3 AS country, t.id AS topic
//: end
//: if area
UNWIND $ids AS wanted
MATCH (k:Country)<-[:CELL_COUNTRY]-(c:Cell)-[:CELL_TOPIC]->(t:Concept)
WHERE k.id = wanted AND t.name IN $area
RETURN c.id AS id, k.iso3 AS country, t.id AS topic
//: end
