"""The forms that there are records of: their report years, and who writes them."""

from collections import namedtuple

from . import form_2018

Form = namedtuple("Form", "years write")

FORMS = {"disclosure-2018": Form(range(2014, 2019), form_2018.write)}
