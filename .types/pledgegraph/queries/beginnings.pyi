from queries.beginnings import *
