from derive.ties import *
