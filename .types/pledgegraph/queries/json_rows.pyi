from queries.json_rows import *
