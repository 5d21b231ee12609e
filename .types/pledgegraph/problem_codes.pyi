from problem_codes import *
