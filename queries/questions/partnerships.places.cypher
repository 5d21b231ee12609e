//: ids partnerships
//: include countries_of
