//: include scope
  AND coalesce(p.standing, '') <> 'withdrawn'
RETURN
//: if listed
       p.id AS id,
//: end
       count(DISTINCT p.id) AS pledges, count(CASE WHEN p.party_count > 1 THEN 1 END) AS several
