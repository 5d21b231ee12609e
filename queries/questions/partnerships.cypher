//: include matched
//: include tie
       'match' AS kind_of_tie, 1 AS place
