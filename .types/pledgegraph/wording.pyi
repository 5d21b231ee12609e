from wording import *
