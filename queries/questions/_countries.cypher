MATCH (c:Country)
//: if country
WHERE c.iso3 IN $country
//: end
RETURN c.name AS name, c.label_fr AS french
