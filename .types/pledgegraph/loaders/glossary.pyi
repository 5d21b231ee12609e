from loaders.glossary import *
