//: include covered
RETURN c.id AS id, s.code AS platform, c.iso3 AS country, c.people_hosted AS people, c.people_hosted_year AS people_year
