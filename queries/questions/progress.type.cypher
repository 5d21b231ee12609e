//: include staged
OPTIONAL MATCH (p)-[:SUBMITTER_TYPE]->(g:Concept)
RETURN coalesce(g.name, 'not-stated') AS type,
//: include stages
