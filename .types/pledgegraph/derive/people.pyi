from derive.people import *
