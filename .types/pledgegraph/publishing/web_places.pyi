from publishing.web_places import *
