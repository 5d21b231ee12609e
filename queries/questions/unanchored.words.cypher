//: ids unanchored
UNWIND $ids AS wanted
MATCH (p:Pledge) WHERE p.id = wanted
UNWIND p.place_words AS words
RETURN p.id AS id, words AS words
