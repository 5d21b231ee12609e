//: include scope_places
  AND coalesce(p.standing, '') <> 'withdrawn'
  AND EXISTS { MATCH (p)<-[:SUPPORTS]-(m:Match) WHERE coalesce(m.not_counted_because, 'other-means') = 'other-means' }
//: if actor
  AND (EXISTS { MATCH (p)-[:SUBMITTED_BY]->(a:Actor) WHERE a.id IN $actor }
       OR EXISTS { MATCH (p)<-[:SUPPORTS]-(m:Match)-[:SUPPORTED_BY]->(a:Actor) WHERE a.id IN $actor }
       OR EXISTS { MATCH (p)<-[:SUPPORTS]-(m:Match)-[:SUPPORTED_BY]->(q:Pledge)-[:SUBMITTED_BY]->(a:Actor)
                   WHERE a.id IN $actor })
//: end
//: include submitted
