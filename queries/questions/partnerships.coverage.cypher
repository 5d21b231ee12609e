//: include scope
  AND coalesce(p.standing, '') <> 'withdrawn'
RETURN count(DISTINCT p.id) AS pledges, count(CASE WHEN p.party_count > 1 THEN 1 END) AS several
