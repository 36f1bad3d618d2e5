"""The help of the commands, the manual (banxin.1; in Chinese banxin.zh.1) and the code say the same of options, defaults, stages,
statuses and limits."""

import re

import python_test
from python_test import SOURCE, banxin

MANUAL = SOURCE / "pipeline/cli/banxin.1"
IN_CHINESE = SOURCE / "pipeline/cli/banxin.zh.1"
EVERYWHERE = {("-h, --help", ""), ("--version", "")}
# What a section of the manual says, the file that decides, its constant, and how the constant is said.
MIB = 1 << 20
LIMITS = [
    ("A record", "{} MiB;", "xml/xml.h", "bytes", MIB), ("A record", "elements {} deep", "xml/xml.h", "depth", 1),
    ("A record", "{} of them", "xml/xml.h", "elements", 1), ("A record", "{} attributes of one element", "xml/xml.h", "attributes", 1),
    ("A record", "{} MiB of one paragraph", "validate/limits.h", "longest_paragraph", MIB),
    ("A record", "{} MiB of one paragraph", "xml/xml.h", "text_bytes", MIB),
    ("A record", "{} combining marks", "validate/limits.h", "most_marks", 1), ("A report", "{} characters", "base/report_size.h", "most_characters", 1),
    ("Findings", "{} of a record in full", "base/diagnostic.h", "most_in_full", 1),
    ("Findings", "some {} characters", "base/diagnostic.h", "most", 1),
    ("A zip file", "{} members", "zip/zip.h", "most_members", 1), ("A zip file", "a directory of {} MiB", "zip/zip.h", "most_directory_bytes", MIB),
    ("A zip file", "{} GiB unpacked", "zip/zip.h", "most_unpacked", 1 << 30), ("A zip file", "more than {} MiB only", "zip/zip.h", "free_of_ratio", MIB),
    ("A zip file", "{} times its size", "zip/zip.h", "most_ratio", 1),
    ("A report's PDF", "{} MiB; arrays", "pipeline.h", "most_report_bytes", MIB), ("A report's PDF", "dictionaries {} deep", "output/pdf/excess.h", "most_depth", 1),
    ("A report's PDF", "{} objects", "output/pdf/excess.h", "most_objects", 1),
    ("A report's PDF", "{} MiB of unpacked object streams", "output/pdf/excess.h", "most_unpacked", MIB),
    ("A report's PDF", "has {} to", "output/pdf/extract.cpp", "least_time", 1), ("A report's PDF", "to {} seconds", "output/pdf/extract.cpp", "most_time", 1),
    ("A report's PDF", "and {} to", "output/pdf/extract.cpp", "least_memory", MIB), ("A report's PDF", "to {} MiB,", "output/pdf/extract.cpp", "most_memory", MIB),
    ("An archive", "{} MiB and", "archive/bag_reader.cpp", "most_package_bytes", MIB), ("An archive", "and {} files", "archive/bag_reader.cpp", "most_package_files", 1),
    ("An archive", "{} versions", "archive/packages.h", "most_versions", 1),
    ("An archive", "folders stand {} deep", "archive/folder.h", "most_depth", 1), ("An archive", "a journal has {} MiB", "archive/journal.cpp", "most_line_bytes", MIB),
    ("An archive", "JSON nests {} deep", "archive/json.h", "most_json_depth", 1), ("An archive", "{} seconds of a processor", "archive/examination.cpp", "processor", 1),
    ("An archive", "and {} MiB at most", "archive/examination.cpp", "memory", MIB), ("An archive", "for {} minutes", "batch/limits.h", "finishing", 60_000),
]


def roff_text(source):
    """The lines of a roff source as they are read; .TP, .SH and .br stay by themselves."""
    lines = []
    for line in source.splitlines():
        macro, _, rest = line.partition(" ")
        if not re.fullmatch(r"\.[BIR]{1,2}", macro):
            lines.append(line)
            continue
        words = [quoted or plain for quoted, plain in re.findall(r'"([^"]*)"|(\S+)', rest)]
        lines.append(("" if len(macro) == 3 else " ").join(words))
    return re.sub(r"\\f[BIRP]|\\&", "", "\n".join(lines)).replace("\\-", "-")


def sections(text):
    """{title: text}"""
    return {title: body for title, body in re.findall(r"(?ms)^\.SH ([^\n]+)\n(.*?)(?=^\.SH |\Z)", text)}


def entries(section):
    """(head, text on one line) of each paragraph that begins with .TP."""
    return [(head, re.sub(r"\s+", " ", body)) for head, body in re.findall(r"(?ms)^\.TP[ 0-9]*\n([^\n]*)\n(.*?)(?=^\.TP|^\.PP|\Z)", section)]


def help_of(command, language="en"):
    return banxin(*command.split(), "--help", "--lang", language).stdout.decode()


def options_in_help(text):
    """{(names, argument): default}, and the positionals."""
    options, positionals = {}, set()
    for names, argument, said in re.findall(r"(?m)^  (-[^ ]*)(?: (\S+))?(?:\n? {2,}|\n +| )([^\n]*)$", text):
        default = re.search(r"(?: \(default: |（默认：)(.*)[)）]$", said)
        options[names.replace(",", ", "), argument] = default[1] if default else None
    usage = re.search(r"(?m)^(?:Usage|用法): banxin (.*)$", text)[1]
    positionals |= {word for word in re.sub(r"\[(OPTIONS|选项)\]", "", usage).split() if re.search("[A-Z]{2}", word) and word != "SUBCOMMAND"}
    return options, positionals


def commands_in_help():
    """Every command that does something: its name, or a group's and its own."""
    def named(text):
        return re.findall(r"(?m)^  ([a-z]+) ", text.partition("Commands:")[2].partition("\n\n")[0])
    found = []
    for command in named(help_of("")):
        found += [f"{command} {part}" for part in named(help_of(command))] or [command]
    return found


def hard_facts(text, default):
    """What two languages say alike: options, numbers with their units, file names, variables, and how many defaults there are."""
    words = re.findall(r"--?[a-z][a-z-]+|\d[\d,.]*\d|\d|\b[a-z]+\.[a-z.]+\b|\b[A-Z]{2,}[A-Z_]*\b|\b[MG]iB\b", text, re.A)
    return sorted(words), text.count(default)


def synopsis(section):
    """{command: (options and their arguments, positionals)}; of a command that has two forms what both have."""
    found = {}
    for form in section.split(".br\n"):
        text = re.sub(r"\s+", " ", form).strip()
        name = re.match(r"banxin ((?:[a-z]+ ?)+)", text)[1].strip()
        options, positionals = found.setdefault(name, (set(), set()))
        rest = text.removeprefix(f"banxin {name}")
        for option, argument in re.findall(r"(--?[a-z-]+)(?: ([^\s\]]+))?", rest):
            options.add((option, argument if not argument.startswith(("[", "-")) else ""))
        positionals |= set(re.sub(r"\[?--?[a-z-]+( [^\s\]\[]+)?\]?(\.\.\.)?", "", rest).split())
    return found


class Manual(python_test.Case):
    def setUp(self):
        super().setUp()
        self.text = roff_text(MANUAL.read_text(encoding="utf-8"))
        self.sections = sections(self.text)

    def short(self, options):
        """As the synopsis has them: by their first name."""
        return {(names.split(", ")[0], argument) for names, argument in set(options) - EVERYWHERE}

    def test_every_command_and_its_options_stand_in_both(self):
        manual = synopsis(self.sections["SYNOPSIS"])
        commands = commands_in_help()
        self.assertGreater(len(commands), 10)
        self.assertEqual(sorted(manual), sorted(commands))
        for command in commands:
            options, positionals = options_in_help(help_of(command))
            self.assertGreater(len(options), 1, command)
            self.assertEqual(manual[command], (self.short(options), positionals), command)
        heads = [head.split(" --")[0] for head, _ in entries(self.sections["COMMANDS"])]
        self.assertEqual([re.sub(r" \[?[A-Z].*", "", head) for head in heads], commands)

    def test_every_option_is_described_with_its_argument_and_its_default(self):
        described = {}
        for head, said in entries(self.sections["OPTIONS"]):
            for name in re.findall(r"(?<!\S)--?[a-z-]+", head):
                described[name] = head + " " + said
        in_help, defaults = {}, {}
        for command in ["", *commands_in_help()]:
            for (names, argument), default in options_in_help(help_of(command))[0].items():
                for name in names.split(", "):
                    in_help.setdefault(name, set()).add(argument)
                    defaults.setdefault(name, set()).add(default)
        self.assertEqual(sorted(described), sorted(in_help))
        for name, arguments in in_help.items():
            for argument in arguments:
                self.assertIn(argument, described[name], name)
        for said in set(described.values()):
            told = set(re.findall(r"\(default: ([^)]*)\)", said))
            owners = [name for name, text in described.items() if text == said]
            self.assertEqual(told, set().union(*(defaults[name] for name in owners)) - {None}, owners)

    def test_both_languages_have_the_same_options(self):
        for command in ["", *commands_in_help()]:
            english, chinese = (options_in_help(help_of(command, language)) for language in ("en", "zh"))
            self.assertEqual((set(english[0]), english[1]), (set(chinese[0]), chinese[1]), command)
            for option, default in english[0].items():
                self.assertEqual(default is None, chinese[0][option] is None, f"{command}: {option}")
                if default and re.fullmatch(r"[a-z0-9]+", default):  # a value, no words
                    self.assertEqual(default, chinese[0][option], f"{command}: {option}")

    def test_stages_profiles_and_fonts_are_those_there_are(self):
        stages = re.search(r"a stage: (.*)", help_of("render"))[1].split()
        dump = dict(entries(self.sections["OPTIONS"]))["--dump STAGE"]
        self.assertIn(", ".join(stages[:-1]) + " or " + stages[-1], dump)
        for stage in stages:
            self.assertEqual(banxin("render", python_test.REAL, "--dump", stage).returncode, 0, stage)
        self.assertIn(f"There are: {', '.join(stages)}.", banxin("render", python_test.REAL, "--dump", "none").messages)
        profiles = sorted(path.stem for path in (SOURCE / "fonts").glob("*.profile"))
        for text in (help_of("render"), help_of("render", "zh"), dict(entries(self.sections["OPTIONS"]))["--fonts PROFILE"]):
            for profile in profiles:
                self.assertIn(profile, text)

    def test_exit_statuses_are_those_of_the_code(self):
        code = re.search(r"enum class ExitStatus : int \{(.*?)\};", (SOURCE / "pipeline/base/codes.h").read_text(), re.S)[1]
        statuses = re.findall(r"= (\d+),", code)
        self.assertEqual([head for head, _ in entries(self.sections["EXIT STATUS"])], statuses)
        for language, mark in (("en", "Exit status: "), ("zh", "退出状态：")):
            footer = help_of("", language).partition(mark)[2]
            self.assertEqual(re.findall(r"(\d+) \S", footer.partition("\n-")[0]), statuses)

    def test_limits_are_those_of_the_code(self):
        said = dict(entries(self.sections["LIMITS"]))
        for section, phrase, file, constant, unit in LIMITS:
            text = (SOURCE / "pipeline" / file).read_text(encoding="utf-8")
            found = re.findall(rf"\b{constant}(?: = |\{{)((?:std::[\w:]+[({{]\d+[)}}]|[^;,)}}])*)", text)
            self.assertTrue(found, f"{file} has no {constant}")
            expression = re.sub(r"std::[\w:]+[({](\d+)[)}]|(?<=\d)UL?\b", lambda it: it[1] or "", found[0]).replace("'", "").replace("mebibyte", str(MIB))
            value = eval(expression, {})  # a product or a shift of numbers that stand in our own source
            self.assertEqual(value % unit, 0, f"{file}: {constant}")
            self.assertIn(phrase.format(f"{value // unit:,}"), said[section], f"{file}: {constant}")

    def test_the_manual_in_chinese_has_the_same(self):
        """What it lacks is named: sections, entries, and in each of them options, numbers, defaults and file names."""
        chinese = sections(roff_text(IN_CHINESE.read_text(encoding="utf-8")))
        self.assertEqual(len(chinese), len(self.sections), f"{list(self.sections)} and {list(chinese)}")
        for (title, english), text in zip(self.sections.items(), chinese.values()):
            if title in ("SYNOPSIS", "EXAMPLES"):
                self.assertEqual(text, english, title)
            ours, theirs = entries(english), entries(text)
            if title != "LIMITS":  # whose heads are words
                self.assertEqual([head for head, _ in theirs], [head for head, _ in ours], f"section {title}")
            self.assertEqual(len(theirs), len(ours), f"section {title}")
            for (head, said), (_, translated) in zip(ours, theirs):
                self.assertEqual(hard_facts(said, "default: "), hard_facts(translated, "默认："), f"{title}: {head}")
            self.assertEqual(hard_facts(english, "default: "), hard_facts(text, "默认："), f"section {title}")

    def test_what_is_planted_is_found(self):
        help_text = "Usage: banxin x [OPTIONS] [AB.xml]\n\nOptions:\n  -h,--help               this help\n" \
                    "  -o,--output FILE        output (default: here)\n  --previous LAST-YEAR.xml\n                          last year's\n" \
                    "  --format a|b            form (default: a)\n  --strict                no mercy\n"
        self.assertEqual(options_in_help(help_text), ({("-h, --help", ""): None, ("-o, --output", "FILE"): "here", ("--previous", "LAST-YEAR.xml"): None,
                                                       ("--format", "a|b"): "a", ("--strict", ""): None}, {"[AB.xml]"}))
        source = ".SH SYNOPSIS\n.B banxin x y\n.RI [ A.xml ]\n.RB [ \\-o\n.IR FILE ]\n.RB [ \\-\\-strict ]\n.br\n.B banxin z\n.IR B ...\\&\n.B \\-\\-in\n.I DIR\n" \
                 ".RB [ \\-\\-d\n.IR DIR ]...\\&\n.RB [ \\-\\-f\n.IR a | b ]\n"
        self.assertEqual(synopsis(sections(roff_text(source))["SYNOPSIS"]),
                         {"x y": ({("-o", "FILE"), ("--strict", "")}, {"[A.xml]"}), "z": ({("--in", "DIR"), ("--d", "DIR"), ("--f", "a|b")}, {"B..."})})


if __name__ == "__main__":
    python_test.main()
