from queries.contact_order import *
