//: ids new-partnerships.named
//: include parts
