//: include covered
WITH DISTINCT c
MATCH (c)<-[:IMPLEMENTED_IN]-(g:PledgeAggregate)
RETURN DISTINCT coalesce(g.official_identifier, g.local_identifier) AS statement
