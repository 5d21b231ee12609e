//: include staged
WITH p, noted, EXISTS { MATCH (p)-[:THEME]->(t:Concept) } AS themed
OPTIONAL MATCH (p)-[:AREA_OF_FOCUS]->(g:Concept)
WITH p, noted, g, CASE WHEN themed THEN 'no-area' ELSE 'no-theme' END AS without
RETURN coalesce(g.name, without) AS area,
//: include stages
