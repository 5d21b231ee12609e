//: include scope
  AND coalesce(p.standing, '') <> 'withdrawn' AND p.no_place_reason IS NOT NULL
//: if reason
  AND p.no_place_reason IN $reason
//: end
