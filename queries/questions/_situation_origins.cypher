MATCH (s:Situation)-[:ORIGIN]->(o:Country)
RETURN s.name AS situation, o.iso3 AS origin
