from publishing.reading_back import *
