//: ids national-arrangements.apart
UNWIND $ids AS wanted
MATCH (n:NationalArrangement) WHERE n.id = wanted
UNWIND n.arrangement_kind AS each
RETURN n.id AS id, each AS kinds
