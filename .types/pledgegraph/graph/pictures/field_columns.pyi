from graph.pictures.field_columns import *
