MATCH (p:Pledge)<-[:UPDATE_OF]-(u:ImplementationUpdate) WHERE p.id = $pledge
RETURN u.id AS id, u.reported_on AS reported_on, u.stage AS stage, u.basis AS basis, u.update_text AS update_text, u.challenge AS challenge
