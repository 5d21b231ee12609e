from loaders.namibia_elsewhere import *
