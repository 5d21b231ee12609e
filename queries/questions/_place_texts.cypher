MATCH (p:Pledge)
WHERE size(p.place_as_written) > 0
UNWIND p.place_as_written AS text
RETURN p.id AS id, text AS text
