MATCH (u:ImplementationUpdate)
WHERE u.challenge IS NOT NULL
RETURN DISTINCT 'challenge' AS reported
