MATCH (p:PledgeAggregate)-[:SUBMITTED_BY]->(a:Actor)
RETURN p.id AS id, p.local_identifier AS local, p.official_identifier AS official, p.title AS title,
       p.pledge_count AS pledges, a.id AS actor, a.name AS name
