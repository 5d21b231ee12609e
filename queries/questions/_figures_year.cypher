MATCH (f:PopulationFigure) WHERE f.population_type IN ['REF', 'ASY'] RETURN max(f.year) AS year
