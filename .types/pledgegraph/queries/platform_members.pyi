from queries.platform_members import *
