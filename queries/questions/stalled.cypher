//: include challenged
WHERE coalesce(p.latest_stage, '') <> 'fulfilled' AND (challenged OR coalesce(p.latest_target_year, 9999) < $year)
RETURN p.id AS id, p.cited_as AS pledge, p.title AS title, challenged AS challenged,
       CASE WHEN challenged THEN 'challenge' ELSE 'target-year' END AS reason, p.latest_target_year AS target_year,
       p.latest_stage AS stage, p.latest_stage_on AS stage_on, p.host_country_pledge AS host
