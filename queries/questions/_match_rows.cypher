OPTIONAL MATCH (m)-[:SUPPORTED_BY]->(w:Actor)
OPTIONAL MATCH (m)-[:SUPPORTED_BY]->(s:Pledge)
UNWIND stated AS links
RETURN DISTINCT m.id AS id, p.cited_as AS pledge, coalesce(w.name, '') AS supporters, coalesce(s.cited_as, '') AS by_pledge,
       m.matched_on AS matched_on, m.status AS status, m.amount AS amount, m.currency AS currency, links AS links
