"""The forms for which records are made: their report years, and who writes them."""

from collections import namedtuple

from . import form_2018, form_2021

Form = namedtuple("Form", "years write")

FORMS = {
    "disclosure-2018": Form(range(2014, 2019), form_2018.write),
    "disclosure-2019": Form(range(2019, 2021), form_2021.write),
    "disclosure-2021": Form(range(2021, 2026), form_2021.write),
}
