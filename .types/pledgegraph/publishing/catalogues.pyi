from publishing.catalogues import *
