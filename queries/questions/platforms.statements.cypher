//: include covered
WITH DISTINCT c
MATCH (c)<-[:IMPLEMENTED_IN]-(g:PledgeAggregate)
RETURN DISTINCT g.id AS id, coalesce(g.official_identifier, g.local_identifier) AS statement
