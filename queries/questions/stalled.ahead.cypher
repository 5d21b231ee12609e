//: include scope
  AND coalesce(p.standing, '') <> 'withdrawn' AND p.latest_target_year >= $year
WITH count(DISTINCT p.id) AS number, min(p.latest_target_year) AS first_year, max(p.latest_target_year) AS last_year
WHERE number > 0
RETURN number AS number, first_year AS first_year, last_year AS last_year
