"""Which bureau reports on which year: no two records of a run have the same bureau and year."""

from . import places
from .chance import Chance


class Bodies:
    def __init__(self, seed):
        towns = [first + second + places.TOWN_ENDS[(number + turn) % 3]
                 for number, first in enumerate(places.TOWN_FIRST) for turn, second in enumerate(places.TOWN_SECOND[:7])]
        self.kinds = [*places.KINDS, *towns]
        self.size = len(places.COUNTIES) * len(self.kinds)
        # One step after another meets every combination once, because the step and the size have no common divisor.
        chance = Chance(f"bodies/{seed}")
        self.start = chance.below(self.size)
        self.step = next(step for step in range(self.size * 3 // 8 + chance.below(1000), self.size) if gcd(step, self.size) == 1)

    def body(self, number):
        """Names of the bureau and its county, and the matters that it deals with."""
        kind, county = divmod((self.start + number * self.step) % self.size, len(places.COUNTIES))
        county, kind = places.COUNTIES[county], self.kinds[kind]
        matters = places.KINDS.get(kind, places.TOWN_MATTERS).split()
        return {"bureau": county + kind, "county": county, "matters": matters}


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a
