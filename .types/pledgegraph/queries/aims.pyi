from queries.aims import *
