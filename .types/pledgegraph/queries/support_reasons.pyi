from queries.support_reasons import *
