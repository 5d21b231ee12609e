//: include topics
OPTIONAL MATCH (t)<-[:THEME]-(p:Pledge)
WITH DISTINCT p
WHERE p.host_country_pledge
//: include going_on
//: include at_forum
//: include left_out
MATCH (p)-[:SUBMITTED_BY]->(a:Actor)
RETURN a.id AS id, a.name AS name, p.id AS pledge, p.cited_as AS cited
UNION
//: include topics
OPTIONAL MATCH (t)<-[:AREA_OF_FOCUS]-(p:Pledge)
WITH DISTINCT p
WHERE p.host_country_pledge
//: include going_on
//: include at_forum
//: include left_out
MATCH (p)-[:SUBMITTED_BY]->(a:Actor)
RETURN a.id AS id, a.name AS name, p.id AS pledge, p.cited_as AS cited
