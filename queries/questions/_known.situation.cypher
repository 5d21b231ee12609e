MATCH (s:Situation) RETURN s.name AS value, s.name AS spelling, s.id AS id
