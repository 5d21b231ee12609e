//: ids partnerships.joint
//: include countries_of
