from queries.name_forms import *
