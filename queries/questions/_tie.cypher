OPTIONAL MATCH (p)-[:ANNOUNCED_AT]->(f:Forum)
RETURN p.id AS id, p.cited_as AS pledge, p.title AS title, f.name AS forum, f.sequence AS forum_place,
       EXISTS { MATCH (p)-[:IMPLEMENTED_IN]->(c:Country) } AS names_country, p.amount AS amount, p.currency AS currency,
       CASE WHEN p.latest_stage = 'fulfilled' THEN true
            WHEN $year = 0 AND p.latest_target_year IS NOT NULL THEN NULL
            ELSE coalesce(p.latest_target_year, 9999) < $year END AS ended,
       CASE WHEN p.latest_stage = 'fulfilled' THEN 'fulfilled'
            WHEN coalesce(p.latest_target_year, 9999) < $year THEN 'target-year'
            WHEN $year = 0 AND p.latest_target_year IS NOT NULL THEN 'not-known' ELSE 'no' END AS ended_because,
       p.latest_target_year AS target_year,
