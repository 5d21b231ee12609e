MATCH (f:Forum) RETURN f.name AS value, f.label_en AS spelling, f.id AS id
