from loaders.files.cleaned_texts import *
