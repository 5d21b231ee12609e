from publishing.site_files import *
