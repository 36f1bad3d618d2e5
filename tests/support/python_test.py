"""What the tests in Python share: the program under test, a folder of one's own, and a loud way to skip.

A test file is a unittest module that ends with `python_test.main()`. CMake makes each of its methods a ctest
(banxin_python_test); the program and the folders come in the environment.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ.get("BANXIN_SOURCE_DIR") or pathlib.Path(__file__).resolve().parents[2])
BUILD = pathlib.Path(os.environ.get("BANXIN_BINARY_DIR") or SOURCE / "build/dev")
PROGRAM = pathlib.Path(os.environ.get("BANXIN_PROGRAM") or BUILD / "banxin")
SAMPLES = SOURCE / "samples"
REAL = SAMPLES / "ruian-commerce-bureau-2018.xml"
# The forms that bureaus fill in: one with a purpose is the program's own.
FORMS = sorted(path.parent.name for path in (SOURCE / "layouts").glob("*/form.xml") if " purpose=" not in path.read_text(encoding="utf-8"))
VALID_SAMPLES = sorted(SAMPLES.glob("*.xml"))
# Sanitizers make everything slower; the limits that users are promised are those of the plain program.
SLOWNESS = 10 if os.environ.get("BANXIN_SANITIZED") else 1

SKIPPED = 77  # ctest's SKIP_RETURN_CODE

# Judges of scripts/python-packages.txt run in a Python of their own.
JUDGES = SOURCE / "build/judges/venv/bin"
JSON_JUDGE = """
import json, sys, jsonschema
schema = json.load(open(sys.argv[1]))
jsonschema.Draft202012Validator.check_schema(schema)
judge = jsonschema.Draft202012Validator(schema)
text = sys.stdin.read()
documents = map(json.loads, filter(None, text.split('\\n'))) if sys.argv[2] == 'lines' else [json.loads(text)]
faults = [f'{list(error.path)}: {error.message}' for document in documents for error in judge.iter_errors(document)]
print('\\n'.join(faults[:20]))
sys.exit(1 if faults else 0)
"""


def environment(**changes):
    """A user's environment in English; a change to None takes a variable away."""
    values = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "BANXIN_"))}
    values.update(LANG="C.UTF-8", BANXIN_DATA=str(SOURCE))
    values.update({name: value for name, value in changes.items() if value is not None})
    for name, value in changes.items():
        if value is None:
            values.pop(name, None)
    return values


def banxin(*arguments, program=PROGRAM, cwd=None, stdin=b"", env=None, timeout=60):
    """Runs the program to its end; output and messages are bytes and text."""
    done = subprocess.run([str(program), *map(str, arguments)], cwd=cwd, input=stdin, capture_output=True,
                          env=env or environment(), timeout=timeout * SLOWNESS)
    done.messages = done.stderr.decode("utf-8", "replace")
    return done


class Case(unittest.TestCase):
    """A test with a folder of its own."""

    maxDiff = None

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="banxin-test-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def need(self, *programs):
        for program in programs:
            if not shutil.which(program):
                self.skipTest(f"the judge {program} is not installed (scripts/setup judges)")

    def judge_python(self, package, *arguments, **options):
        """Runs the Python that has the judges of PyPI."""
        if not (JUDGES / "python").exists():
            self.skipTest(f"the judge {package} is not installed (scripts/setup judges)")
        return subprocess.run([JUDGES / "python", *map(str, arguments)], capture_output=True, **options)

    def judge_json(self, schema, text, lines=False):
        """Whether a JSON document, or each line of an NDJSON one, keeps a JSON Schema; what the judge says."""
        done = self.judge_python("jsonschema", "-c", JSON_JUDGE, schema, "lines" if lines else "whole", input=text)
        return done.returncode == 0, (done.stdout + done.stderr).decode()

    def render(self, record=REAL, name="out.pdf", **options):
        """The PDF of a record that must render."""
        output = self.folder / name
        done = banxin("render", record, "-o", output, **options)
        self.assertEqual(done.returncode, 0, done.messages)
        return output

    def run_tool(self, *command, **options):
        done = subprocess.run([str(part) for part in command], capture_output=True, **options)
        self.assertEqual(done.returncode, 0, f"{command}: {done.stderr.decode('utf-8', 'replace')}")
        return done.stdout

    def assert_only(self, *names):
        """Nothing was left behind in the folder but these."""
        self.assertEqual(sorted(path.name for path in self.folder.iterdir()), sorted(names))


def main():
    """Runs the test methods named on the command line, all of them without a name."""
    module = sys.modules["__main__"]
    suite = unittest.defaultTestLoader.loadTestsFromModule(module)
    wanted = set(sys.argv[1:])
    tests = [test for group in suite for test in group if not wanted or test._testMethodName in wanted]
    if not tests or wanted - {test._testMethodName for test in tests}:
        sys.exit(f"no test {' '.join(sorted(wanted))} in {module.__file__}")
    result = unittest.TextTestRunner(stream=sys.stderr, verbosity=2).run(unittest.TestSuite(tests))
    if not result.wasSuccessful():
        sys.exit(1)
    sys.exit(SKIPPED if result.skipped else 0)
