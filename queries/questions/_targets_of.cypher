UNWIND $ids AS wanted
MATCH (p:Pledge) WHERE p.id = wanted
OPTIONAL MATCH (p)<-[:TARGET_OF]-(t:Target)
WITH p, t WHERE t.value IS NOT NULL
RETURN p.id AS id, t.id AS target, t.value AS value, t.unit AS unit, t.baseline AS baseline
