//: include scope
  AND coalesce(p.standing, '') <> 'withdrawn'
WITH p.id AS id, p.no_place_reason IS NOT NULL AS is_unplaced,
     coalesce(p.latest_stage, '') = 'fulfilled' OR coalesce(p.latest_target_year, 9999) < $year AS has_ended
RETURN
//: if listed
       id,
//: end
       count(is_unplaced) AS pledges, count(CASE WHEN is_unplaced THEN 1 END) AS unplaced,
       count(CASE WHEN is_unplaced AND has_ended THEN 1 END) AS ended
