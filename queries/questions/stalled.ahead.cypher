//: include scope
  AND coalesce(p.standing, '') <> 'withdrawn' AND $year > 0 AND p.latest_target_year >= $year
WITH
//: if listed
     p.id AS id,
//: end
     count(DISTINCT p.id) AS number, min(p.latest_target_year) AS first_year, max(p.latest_target_year) AS last_year
WHERE number > 0
RETURN
//: if listed
       id AS id,
//: end
       number AS number, first_year AS first_year,
       CASE WHEN last_year > first_year THEN last_year END AS last_year
