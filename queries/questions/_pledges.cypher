MATCH (p:Pledge)
WHERE coalesce(p.standing, '') <> 'withdrawn'
RETURN p.id AS id, p.cited_as AS name, p.title AS title, p.description AS description, p.latest_stage AS stage,
       p.latest_target_year AS target_year, p.host_country_pledge AS host, p.brings_support AS brings
