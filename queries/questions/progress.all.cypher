//: include staged
RETURN 'all' AS forum, 101 AS place,
//: include stages
