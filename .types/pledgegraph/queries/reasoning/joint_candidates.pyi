from queries.reasoning.joint_candidates import *
