MATCH (a:Actor)
WHERE a.named_after_pledge
RETURN a.id AS id, a.name AS name
