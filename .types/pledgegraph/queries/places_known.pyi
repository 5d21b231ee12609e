from queries.places_known import *
