MATCH (s:SupportPlatform)-[:ADDRESSES]->(t:Situation)-[:ORIGIN]->(o:Country)
RETURN s.code AS platform, t.name AS situation, o.iso3 AS origin
