MATCH (c:Country) RETURN c.iso3 AS value, c.name AS spelling, c.id AS id
