//: include scope
//: unless named
  AND coalesce(p.standing, '') <> 'withdrawn'
//: end
//: if named
  AND p.id IN $named
//: end
RETURN p.id AS id, p.cited_as AS name, p.title AS title, p.description AS description, p.host_country_pledge AS host,
       p.support_level AS level, p.open_to_matching AS open, p.asks_for_support AS asks, p.latest_stage AS stage,
       p.people_concerned AS people, p.people_year AS people_year, p.amount AS amount, p.currency AS currency,
       p.update_count AS updates
