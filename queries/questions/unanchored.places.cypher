//: ids unanchored
UNWIND $ids AS wanted
MATCH (p:Pledge) WHERE p.id = wanted
UNWIND p.place_as_written AS place
RETURN p.id AS id, place AS place
