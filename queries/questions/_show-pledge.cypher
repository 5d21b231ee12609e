MATCH (p:Pledge) WHERE p.id = $pledge
RETURN p.id AS id, p.cited_as AS pledge, p.title AS title, p.description AS description, p.standing AS standing, p.role AS role,
       p.latest_stage AS stage, p.latest_stage_on AS stage_on, p.people_concerned AS people, p.people_year AS people_year,
       p.asks_for_support AS asks, p.asks_words AS asks_words, p.support_level AS support, p.role_basis AS basis, p.note AS note,
       p.host_country_pledge AS host_country, p.submitter_as_written AS as_written
