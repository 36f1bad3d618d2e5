"""Figures of a report that keep every relation of its form: {cell: number}, a cell being ROW or ROW/COLUMN.

Amounts of money are texts of decimals, everything else is an int, so that nothing is ever rounded.
"""

APPLICANTS = ["natural-person", "enterprise", "research", "public-welfare", "legal-service", "other-organisation"]
COLUMNS = [*APPLICANTS, "total"]
REVIEWS = ["reconsideration", "litigation.direct", "litigation.after-reconsideration"]
RESULTS = ["upheld", "corrected", "other", "pending"]
REFUSED = [f"refused.{why}" for why in
           "state-secret forbidden-by-law security third-party internal process enforcement-file inquiry".split()]
UNAVAILABLE = [f"unavailable.{why}" for why in "not-held to-be-made unclear".split()]
NOT_PROCESSED = [f"not-processed.{why}" for why in "petition repeated publication excessive confirmation".split()]
OTHER_HANDLING = {
    "disclosure-2019": ["other-handling"],
    "disclosure-2021": [f"other-handling.{why}" for why in "not-amended unpaid other".split()],
}


def results_of(form):
    """Rows of the results, whose sum is the row `outcome`."""
    return ["granted", "partly-granted", *REFUSED, *UNAVAILABLE, *NOT_PROCESSED, *OTHER_HANDLING[form]]


def rows_of(form):
    """All rows of the table of requests, in the form's order."""
    return ["received", "carried-in", *results_of(form), "outcome", "carried-over"]


def decimal(chance, most):
    """An amount with up to four decimals, trailing zeros included, as offices write them."""
    digits = chance.one([0, 1, 2, 2, 4])
    whole = str(chance.size(most))
    return whole if digits == 0 else whole + "." + "".join(str(chance.below(10)) for _ in range(digits))


def is_zero(figure):
    return not str(figure).strip("0.")


def put(figures, total, parts, numbers):
    figures.update(zip(parts, numbers))
    figures[total] = sum(numbers)


def disclosure_2018(chance):
    f = {}
    f["disclosed"] = chance.size(chance.one([40, 400, 4000, 40000]))
    f["disclosed.normative"] = chance.size(min(f["disclosed"], 60)) if f["disclosed"] > 1 else 0
    f["normative.issued"] = f["disclosed.normative"] + chance.size(4)
    most = f["disclosed"] + 1
    f["channels.website"] = f["disclosed"] - (chance.below(most) // 3 if chance.true(20) else 0)
    rest = f["disclosed"] - f["channels.website"]
    f["channels.other"] = max(rest, chance.below(most) // 2)
    for channel in ("gazette", "weibo", "wechat"):
        f[f"channels.{channel}"] = chance.below(most) // 2 if chance.true(60) else 0
    f["responses"] = chance.size(30)
    for kind in ("press-conference", "interview"):
        row = f"response-channels.{kind}"
        f[row] = chance.size(9)
        f[f"{row}.principal"] = chance.below(f[row] + 1)
    for kind in ("interpretation", "weibo-wechat", "other"):
        f[f"response-channels.{kind}"] = chance.size(40)

    received = 0 if chance.true(25) else 1 + chance.size(chance.one([5, 60, 600]))
    put(f, "received", [f"received.{way}" for way in ("in-person", "fax", "network", "letter")], chance.split(received, 4))
    concluded = received - (chance.size(received // 5 + 1) if received > 4 else 0)
    put(f, "concluded", ["concluded.on-time", "concluded.extended"], chance.split(concluded, 2))
    answers = "already-disclosed granted partly-granted refused not-this-organ not-existing to-be-amended other-way".split()
    put(f, "answered", [f"answered.{answer}" for answer in answers], chance.split(concluded, 8))
    grounds = "state-secret trade-secret privacy security not-government-information other".split()
    put(f, "answered.refused", [f"refused.{ground}" for ground in grounds], chance.split(f["answered.refused"], 6))
    for kind in ("reconsideration", "litigation"):
        number = 0 if chance.true(50) else chance.size(12)
        put(f, kind, [f"{kind}.{how}" for how in ("upheld", "corrected", "other")], chance.split(number, 3))
    f["complaints"] = 0 if chance.true(70) else chance.size(5)
    f["fees"] = decimal(chance, 2) if received and chance.true(20) else 0
    f["offices"] = chance.one([0, 1, 1, 1, 2])
    f["reading-points"] = chance.size(12)
    put(f, "staff", ["staff.full-time", "staff.part-time"], [chance.size(6), chance.size(20)])
    f["funds"] = decimal(chance, 60) if chance.true(60) else 0
    f["meetings"] = chance.size(15)
    f["courses"] = chance.size(9)
    f["participants"] = f["courses"] * chance.between(8, 90)
    return f


def requests(form, chance):
    """The table of requests: each result has its applicants; what was received follows from the results."""
    f = {}
    size = chance.one([0, 0, 3, 3, 30, 400]) if chance.true(90) else 9000
    open_ = chance.below(size // 6 + 1)
    busy = chance.some(results_of(form), chance.between(1, 8)) if size else []
    for row in [*results_of(form), "carried-over", "carried-in"]:
        number = open_ if row == "carried-over" else chance.below(size // 8 + 1) if row == "carried-in" else 0
        if row in busy:
            number = chance.below(size // len(busy) + 1)
        persons = number - chance.below(number // 3 + 1)
        split = [persons, *chance.split(number - persons, 5)]
        put(f, f"{row}/total", [f"{row}/{column}" for column in APPLICANTS], split)
    for column in APPLICANTS:
        cell = f"outcome/{column}"
        f[cell] = sum(f[f"{row}/{column}"] for row in results_of(form))
        # No more can have come over from last year than was dealt with or is still open.
        f[f"carried-in/{column}"] = min(f[f"carried-in/{column}"], f[cell] + f[f"carried-over/{column}"])
        f[f"received/{column}"] = f[cell] + f[f"carried-over/{column}"] - f[f"carried-in/{column}"]
    for row in ("received", "carried-in", "outcome"):
        f[f"{row}/total"] = sum(f[f"{row}/{column}"] for column in APPLICANTS)
    return f


def reviews(chance):
    f = {}
    for block in REVIEWS:
        number = 0 if chance.true(50) else chance.size(30)
        put(f, f"{block}/total", [f"{block}/{result}" for result in RESULTS], chance.split(number, 4))
    return f


def disclosure_2019(chance):
    f = {}
    for row in ("rules", "normative"):
        made = 0 if row == "rules" else chance.size(30)
        f[f"{row}/made"] = made
        f[f"{row}/disclosed"] = made - chance.size(made) if made > 2 else made
        f[f"{row}/disclosed"] = max(0, f[f"{row}/disclosed"])
        f[f"{row}/disclosed-total"] = f[f"{row}/disclosed"] + (0 if row == "rules" else chance.size(300))
    for row in ("licences", "other-services", "penalties", "coercion"):
        f[f"{row}/last-year"] = chance.size(200)
        f[f"{row}/change"] = chance.between(-min(9, f[f"{row}/last-year"]), 12) if chance.true(60) else 0
        f[f"{row}/decisions"] = chance.size(chance.one([9, 900, 90000]))
    f["charges/last-year"] = chance.size(20)
    f["charges/change"] = chance.between(-min(3, f["charges/last-year"]), 3) if chance.true(40) else 0
    f["procurement/projects"] = chance.size(60)
    f["procurement/amount"] = 0
    if f["procurement/projects"]:
        f["procurement/amount"] = str(chance.between(1, 9000)) + chance.one(["", ".5", ".36", ".8000"])
    return f | requests("disclosure-2019", chance) | reviews(chance)


def disclosure_2021(chance):
    f = {"rules/issued": 0, "rules/repealed": 0, "rules/in-force": 0}
    f["normative/issued"] = chance.size(20)
    f["normative/repealed"] = chance.size(8)
    f["normative/in-force"] = f["normative/issued"] + chance.size(120)
    for row in ("licences", "penalties", "coercion"):
        f[f"{row}/decisions"] = chance.size(chance.one([9, 900, 90000]))
    f["charges/amount"] = decimal(chance, 900) if chance.true(50) else 0
    return f | requests("disclosure-2021", chance) | reviews(chance)


MAKERS = {"disclosure-2018": disclosure_2018, "disclosure-2019": disclosure_2019, "disclosure-2021": disclosure_2021}
