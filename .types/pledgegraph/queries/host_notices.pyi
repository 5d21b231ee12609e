from queries.host_notices import *
