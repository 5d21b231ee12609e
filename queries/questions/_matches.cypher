MATCH (m:Match)-[:SUPPORTS]->(p:Pledge)
RETURN m.id AS id, p.id AS pledge, m.extent AS extent, m.status AS status, m.remark AS remark,
       m.covered AS covered, m.covered_unit AS unit, m.amount AS amount, m.currency AS currency, m.matched_on AS matched_on
