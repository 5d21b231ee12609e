//: include served
RETURN coalesce(o.notation, 'not-derived') AS number, coalesce(o.name, 'not-derived') AS objective,
//: if listed
       p.id AS id,
//: end
       count(DISTINCT p.id) AS pledges,
       count(CASE WHEN p.objective_basis = 'stated' THEN 1 END) AS stated,
       count(CASE WHEN p.objective_basis = 'derived' THEN 1 END) AS derived,
       count(CASE WHEN p.latest_stage = 'planning' THEN 1 END) AS planning,
       count(CASE WHEN p.latest_stage = 'in-progress' THEN 1 END) AS in_progress,
       count(CASE WHEN p.latest_stage = 'fulfilled' THEN 1 END) AS fulfilled,
       count(CASE WHEN p.latest_stage IS NULL THEN 1 END) AS no_stage
