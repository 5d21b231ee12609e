MATCH (s:Situation) RETURN s.name AS value, s.id AS spelling
