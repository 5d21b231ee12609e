MATCH (m:Membership)-[:MEMBER_ACTOR]->(a:Actor), (m)-[:MEMBERSHIP_OF]->(s:SupportPlatform)
RETURN a.id AS actor, a.name AS name, s.code AS platform, m.member_role AS role
