//: include staged
RETURN
//: if listed
       p.id AS id,
//: end
       count(DISTINCT p.id) AS pledges, count(p.latest_stage) AS staged,
       coalesce(max(p.latest_stage_on), '') AS newest, count(CASE WHEN p.update_count > 0 THEN 1 END) AS updated
