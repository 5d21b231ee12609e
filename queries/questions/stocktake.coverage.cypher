//: include scope
  AND coalesce(p.standing, '') <> 'withdrawn'
RETURN
//: if listed
       p.id AS id,
//: end
       count(DISTINCT p.id) AS pledges, count(CASE WHEN p.objective_basis = 'stated' THEN 1 END) AS stated,
       count(CASE WHEN p.objective_basis = 'derived' THEN 1 END) AS derived,
       count(CASE WHEN p.objective_basis IS NULL THEN 1 END) AS open
