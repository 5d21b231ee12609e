//: if listed
       p.id AS id,
//: end
       count(DISTINCT p.id) AS pledges, count(p.latest_stage) AS staged,
       count(CASE WHEN p.latest_stage = 'planning' THEN 1 END) AS planning,
       count(CASE WHEN p.latest_stage = 'in-progress' THEN 1 END) AS in_progress,
       count(CASE WHEN p.latest_stage = 'fulfilled' THEN 1 END) AS fulfilled,
       coalesce(max(p.latest_stage_on), '') AS newest, count(CASE WHEN noted THEN 1 END) AS note_only
