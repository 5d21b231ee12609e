//: ids stalled
//: include countries_of
