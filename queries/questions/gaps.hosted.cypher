MATCH (c:Country)
RETURN c.id AS id, c.iso3 AS country, c.name AS name, c.label_fr AS french, c.people_hosted AS people,
       c.people_hosted_year AS year
