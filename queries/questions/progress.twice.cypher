//: include scope
  AND coalesce(p.standing, '') <> 'withdrawn'
OPTIONAL MATCH (p)-[:AREA_OF_FOCUS]->(g:Concept)
WITH p, count(DISTINCT g.id) AS areas
WHERE areas > 1
RETURN p.id AS id, p.cited_as AS pledge
