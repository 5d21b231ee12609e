MATCH (s:SupportPlatform) RETURN s.code AS value, s.name AS spelling, s.id AS id
