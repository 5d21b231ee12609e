//: include covered
WITH max(c.people_hosted_year) AS figures_year
WHERE figures_year IS NOT NULL
RETURN figures_year AS figures_year
