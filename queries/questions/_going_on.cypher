  AND coalesce(p.standing, '') <> 'withdrawn'
//: unless with_ended
  AND coalesce(p.latest_stage, '') <> 'fulfilled' AND coalesce(p.latest_target_year, 9999) >= $year
//: end
