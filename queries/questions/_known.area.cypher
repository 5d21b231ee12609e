MATCH (c:Concept) WHERE c.in_vocabulary IN ['themes', 'areas-of-focus'] RETURN c.name AS value, c.name AS spelling
