//: ids new-actors
//: include parts
