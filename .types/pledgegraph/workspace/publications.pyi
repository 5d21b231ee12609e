from workspace.publications import *
