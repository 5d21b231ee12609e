//: include scope_places
  AND (p.host_country_pledge OR coalesce(p.role, '') = 'origin') AND coalesce(p.standing, '') <> 'withdrawn'
//: if pledge
  AND p.id = $pledge
//: end
RETURN p.id AS id, p.cited_as AS pledge, p.title AS title
