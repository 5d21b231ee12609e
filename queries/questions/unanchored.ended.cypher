//: include unplaced
  AND (p.latest_stage = 'fulfilled' OR coalesce(p.latest_target_year, 9999) < $year)
RETURN p.id AS id, p.cited_as AS pledge
