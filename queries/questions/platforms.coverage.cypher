//: include covered
WITH DISTINCT c
OPTIONAL MATCH (c)<-[:IMPLEMENTED_IN]-(p:Pledge)
WITH DISTINCT p
WHERE coalesce(p.standing, '') <> 'withdrawn'
//: include left_out
RETURN
//: if listed
       p.id AS id,
//: end
       count(p.id) AS pledges, count(CASE WHEN p.host_country_pledge THEN 1 END) AS hosts,
       count(CASE WHEN NOT p.host_country_pledge THEN 1 END) AS by_others
