//: ids stalled
//: include places_of
