from publishing.schema_org import *
