from loaders.named_in_texts import *
