//: include scope
  AND coalesce(p.standing, '') <> 'withdrawn'
