//: include challenged
RETURN
//: if listed
       p.id AS id,
//: end
       count(DISTINCT p.id) AS pledges, count(p.latest_target_year) AS aiming, count(p.latest_stage) AS staged,
       coalesce(max(p.latest_stage_on), '') AS newest, count(CASE WHEN challenged THEN 1 END) AS reporting
