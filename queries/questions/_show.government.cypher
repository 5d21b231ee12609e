//: if country
MATCH (c:Country) WHERE c.iso3 IN $country
MATCH (c)<-[:REPRESENTS]-(a:Actor)
OPTIONAL MATCH (a)<-[:SUBMITTED_BY]-(s:Pledge) WHERE coalesce(s.standing, '') <> 'withdrawn'
WITH a, collect(DISTINCT s.id) AS own
OPTIONAL MATCH (a)<-[:JOINT_WITH]-(j:Pledge) WHERE coalesce(j.standing, '') <> 'withdrawn' AND NOT j.id IN own
WITH a, own, count(DISTINCT j.id) AS others
WHERE size(own) + others > 0
RETURN a.name AS actor, size(own) + others AS pledges
//: end
