//: include staged
RETURN 'all' AS forum, 101 AS place, true AS total,
//: include stages
