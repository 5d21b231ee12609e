//: include hosts
WITH h, EXISTS { MATCH (h)<-[:IN_COUNTRY]-(n:NationalArrangement) } AS recorded
RETURN
//: if listed
       h.id AS id,
//: end
       count(h.id) AS countries, count(CASE WHEN recorded THEN 1 END) AS recorded
