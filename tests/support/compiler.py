"""The compiler as a judge of what does not compile."""

import shlex
import subprocess

from python_test import SOURCE

LIBRARIES = ("harfbuzz", "harfbuzz-subset", "libxml-2.0", "libxslt", "icu-uc", "libpodofo", "lcms2", "libdeflate")


class Compiler:
    """Looks at C++ with the warnings of the house and makes nothing. `folders` are searched for headers before the project's own."""

    def __init__(self, folders=()):
        packages = subprocess.run(["pkg-config", "--cflags", *LIBRARIES], capture_output=True, text=True, check=True).stdout
        searched = [part for folder in (*folders, SOURCE / "pipeline") for part in ("-I", str(folder))]
        self.command = ["c++", "-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Werror", *searched, *shlex.split(packages), "-x", "c++"]

    def faults_of(self, text):
        """What is wrong with this text; nothing when it compiles."""
        return self._faults("-", text)

    def faults_of_file(self, path):
        return self._faults(str(path))

    def _faults(self, name, text=None):
        done = subprocess.run([*self.command, name], input=text, capture_output=True, text=True)
        return "" if done.returncode == 0 else done.stderr or "the compiler failed and did not say why"
