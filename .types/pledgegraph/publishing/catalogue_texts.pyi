from publishing.catalogue_texts import *
