//: ids national-arrangements.apart
UNWIND $ids AS wanted
MATCH (n:NationalArrangement) WHERE n.id = wanted
UNWIND n.evidence AS each
RETURN n.id AS id, each AS sources
