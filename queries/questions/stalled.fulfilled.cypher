//: include scope
  AND coalesce(p.standing, '') <> 'withdrawn' AND coalesce(p.latest_target_year, 9999) < $year
  AND p.latest_stage = 'fulfilled'
RETURN p.id AS id, p.cited_as AS pledge
