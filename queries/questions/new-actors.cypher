//: include topics
OPTIONAL MATCH (t)<-[:THEME]-(p:Pledge)
WITH DISTINCT p
WHERE NOT p.host_country_pledge
//: include going_on
//: include at_forum
//: include left_out
RETURN p.id AS id
UNION
//: include topics
OPTIONAL MATCH (t)<-[:AREA_OF_FOCUS]-(p:Pledge)
WITH DISTINCT p
WHERE NOT p.host_country_pledge
//: include going_on
//: include at_forum
//: include left_out
RETURN p.id AS id
