from loaders.decision_files import *
