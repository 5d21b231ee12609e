//: include scope
  AND coalesce(p.standing, '') <> 'withdrawn' AND p.party_count > 1
WITH p, EXISTS { MATCH (p)-[:SUBMITTER_TYPE]->(k:Concept) WHERE k.notation = 'multi-stakeholder' } AS of_many
