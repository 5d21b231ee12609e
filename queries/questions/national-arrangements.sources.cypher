//: ids national-arrangements
UNWIND $ids AS wanted
MATCH (h:Country)<-[:IN_COUNTRY]-(n:NationalArrangement) WHERE h.id = wanted
UNWIND n.evidence AS each
RETURN h.id AS id, n.id AS arrangement_id, each AS sources
