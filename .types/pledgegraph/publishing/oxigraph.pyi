from publishing.oxigraph import *
