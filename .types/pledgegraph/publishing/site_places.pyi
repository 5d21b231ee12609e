from publishing.site_places import *
