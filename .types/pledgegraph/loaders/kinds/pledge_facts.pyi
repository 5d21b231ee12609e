from loaders.kinds.pledge_facts import *
