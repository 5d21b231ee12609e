from queries.phrases import *
