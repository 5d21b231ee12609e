from publishing.sitemaps import *
