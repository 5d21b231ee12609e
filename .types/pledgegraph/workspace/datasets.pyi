from workspace.datasets import *
