from loaders.stated_dates import *
