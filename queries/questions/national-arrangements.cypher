//: include hosts
OPTIONAL MATCH (h)<-[:IN_COUNTRY]-(n:NationalArrangement)
RETURN h.id AS id, h.iso3 AS country, h.people_hosted AS people, h.people_hosted_year AS people_year,
       n.id IS NOT NULL AS recorded, coalesce(n.id, '') AS arrangement_id, n.name AS arrangement,
       n.lead_as_written AS lead, n.set_up_on AS since, n.checked_on AS checked_on
