//: ids stalled
//: include targets_of
