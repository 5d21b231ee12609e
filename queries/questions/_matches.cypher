MATCH (m:Match)-[:SUPPORTS]->(p:Pledge)
RETURN m.id AS id, p.id AS pledge, m.extent AS extent, m.status AS status, m.covered AS covered,
       m.covered_unit AS unit, m.matched_on AS matched_on,
       m.amount AS amount, m.currency AS currency
