from queries.fits import *
