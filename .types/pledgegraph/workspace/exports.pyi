from workspace.exports import *
