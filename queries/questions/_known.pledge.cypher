MATCH (p:Pledge) RETURN p.id AS value, p.local_identifier AS spelling, p.id AS id
