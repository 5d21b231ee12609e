from publishing.gone_pages import *
