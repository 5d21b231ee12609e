//: include unplaced
//: unless with_ended
  AND coalesce(p.latest_stage, '') <> 'fulfilled' AND coalesce(p.latest_target_year, 9999) >= $year
//: end
OPTIONAL MATCH (p)-[:ANNOUNCED_AT]->(f:Forum)
RETURN p.id AS id, p.cited_as AS pledge, p.title AS title, p.no_place_reason AS reason, p.amount_note AS note,
       f.name AS forum, f.sequence AS forum_place, NOT p.brings_support AS brings_nothing,
       CASE WHEN p.no_place_reason = 'place-in-text' THEN 1 WHEN p.no_place_reason = 'not-stated' THEN 2
            WHEN p.no_place_reason = 'countries-counted' THEN 3 WHEN p.no_place_reason = 'global' THEN 4
            ELSE 5 END AS reason_place,
       CASE WHEN p.latest_stage = 'fulfilled' THEN 'fulfilled'
            WHEN coalesce(p.latest_target_year, 9999) < $year THEN 'target-year'
            WHEN $year = 0 AND p.latest_target_year IS NOT NULL THEN 'not-known' ELSE 'no' END AS ended_because,
       p.latest_target_year AS target_year
