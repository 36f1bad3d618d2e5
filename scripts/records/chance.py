"""Chance that is the same on every machine and in every version of Python."""

import random


class Chance:
    """Choices that follow from the seed alone.

    Only random() of the standard library is promised to give the same numbers for ever (its documentation, "Notes on
    Reproducibility"), so everything else is made of it here, with integers.
    """

    def __init__(self, seed):
        self._random = random.Random(str(seed)).random

    def below(self, number):
        return int(self._random() * number)

    def between(self, least, most):
        return least + self.below(most - least + 1)

    def true(self, percent):
        return self.below(100) < percent

    def one(self, things):
        return things[self.below(len(things))]

    def some(self, things, number):
        """That many different things, in any order."""
        rest = list(things)
        taken = []
        for _ in range(min(number, len(rest))):
            taken.append(rest.pop(self.below(len(rest))))
        return taken

    def size(self, most):
        """A number up to `most`, small ones more often, as counts in offices are."""
        return self.below(self.below(most) + 2)

    def split(self, total, ways):
        """That many numbers that add up to `total`."""
        cuts = sorted(self.below(total + 1) for _ in range(ways - 1))
        return [b - a for a, b in zip([0, *cuts], [*cuts, total])]
