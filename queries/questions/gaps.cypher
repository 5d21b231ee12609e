//: include counted
WITH p, EXISTS { MATCH (p)-[:THEME]->(t:Concept) } AS themed
OPTIONAL MATCH (p)-[:AREA_OF_FOCUS]->(g:Concept)
RETURN p.id AS id, p.cited_as AS pledge, p.host_country_pledge AS host, p.brings_support AS brings,
       coalesce(g.name, CASE WHEN themed THEN 'no-area' ELSE 'no-theme' END) AS area,
       p.latest_stage AS stage, p.latest_target_year AS target_year, p.amount AS amount, p.currency AS currency
