//: ids _known.pledge
UNWIND $ids AS wanted
MATCH (p:Pledge) WHERE p.id = wanted
OPTIONAL MATCH (p)<-[:TARGET_OF]-(t:Target)
WITH p, t, CASE WHEN size(coalesce(p.evidence, [])) = 0 THEN [''] ELSE p.evidence END AS stated
UNWIND stated AS links
RETURN p.id AS id, p.title AS title, p.description AS text, p.amount AS amount, p.currency AS currency,
       p.amount_note AS amount_note, p.latest_target_year AS target_year, p.latest_stage AS stage,
       p.latest_stage_on AS stage_on, p.standing AS standing, links AS links,
       CASE WHEN t.value IS NULL THEN '' ELSE t.id END AS target, t.value AS value, t.unit AS unit, t.baseline AS baseline
