"""Messages are whole sentences of one style in both languages, whatever finds what."""

import json
import re

import python_test
from python_test import SAMPLES, VALID_SAMPLES, banxin

# A sentence begins with a capital, a quotation, a name of the record or the form, a figure, or an option.
BEGINS = re.compile(r'[A-Z“"`\d—<＜（]|--[a-z]|[a-z]+[-=.]|xmlns|[\u4e00-\u9fff]')


def faults(language, text):
    """What is wrong with the style of a message or a hint."""
    found = []
    text = re.sub(r" \(libxml2: .*\)$|（libxml2：.*）$", "", text)  # another's words
    if not text.endswith(("。", "。”") if language == "zh" else (".", ".”", '."')):
        found.append(f"{language}: no full stop: {text}")
    if language == "en" and not BEGINS.match(text):
        found.append(f"{language}: no capital: {text}")
    return found


class Messages(python_test.Case):
    def validated(self, *arguments):
        """Code, language and text of each message and hint."""
        records = json.loads(banxin("validate", "--format", "json", *arguments).stdout)["records"]
        return [(finding["code"], language, finding[part][language]) for record in records for finding in record["findings"]
                for part in ("message", "hint") if part in finding for language in ("zh", "en")]

    def printed(self, *arguments):
        """The same of what a command prints in each language."""
        found = []
        for language in ("zh", "en"):
            said = banxin(*arguments, "--lang", language, cwd=self.folder).messages
            for code, message, hint in re.findall(r"(?m)^\S[^\n]*? ?(?:error|warning|note)\[([\w-]+)\]: ([^\n]*)(?:\n    ([^\n]*))?", said):
                found += [(code, language, text) for text in (message, hint) if text]
        return found

    def test_of_every_sample(self):
        bad = sorted((SAMPLES / "bad").glob("*.xml"))
        texts = self.validated(*bad, *VALID_SAMPLES)
        for record in sorted((SAMPLES / "bad/previous").glob("*.xml")):
            if not record.stem.endswith("--last-year"):
                texts += self.validated(record, "--previous", record.with_name(f"{record.stem}--last-year.xml"))
        self.assertGreater(len({code for code, _, _ in texts}), 80)
        # What only those find who set a page.
        told = {code for code, _, _ in texts}
        for record in [*VALID_SAMPLES, *(path for path in bad if path.stem.split("--")[0] not in told)]:
            texts += self.printed("render", record, "-o", "out.pdf")
        self.assertIn("text-missing-glyph", {code for code, _, _ in texts})
        self.assertIn("text-fallback-face", {code for code, _, _ in texts})
        self.assertEqual([f"{code}: {fault}" for code, language, text in texts for fault in faults(language, text)], [])

    def test_of_commands_that_are_not_written_right(self):
        commands = [[], ["nothing"], ["render"], ["render", "none.xml"], ["render", "-"], ["render", "x", "--profile", "print"],
                    ["render", "x", "--profile", "y"], ["render", "x", "--dump", "y"], ["validate", "x", "--format", "y"],
                    ["validate", "x", "y", "--format", "svrl"], ["validate", "x", "y", "--previous", "z"], ["new", "--form", "y"], ["explain", "y"],
                    ["batch", "x", "--archive", "a", "--jobs", "-1"], ["batch", "x", "--archive", "a", "--shard", "3"], ["batch", "x", "--archive", "a"],
                    ["merge", "--archive", "x"], ["archive", "verify", "x"], ["archive", "list", "x"], ["archive", "list", "x", "--format", "y"],
                    ["archive", "list", "x", "--cells", "--format", "json"], ["forms", "--layouts", "x"], ["extract", "x"], ["forms", "x"],
                    ["summarize", "x", "--check", "y", "--bureau", "z"], ["render", "x", "--time-limit", "-1"], ["render", "x", "-o", ""]]
        for command in commands:
            texts = self.printed(*command)
            self.assertGreater(len(texts), 1, command)
            self.assertEqual([fault for _, language, text in texts for fault in faults(language, text)], [], command)

    def test_what_is_planted_is_found(self):
        for language, text, times in [("zh", "甲。", 0), ("zh", "甲", 1), ("en", "A b.", 0), ("en", "A b", 1), ("en", "a b.", 1), ("en", "a b", 2),
                                      ("en", "“a” is b.", 0), ("en", "--check is b.", 0), ("en", "甲 is b.", 0)]:
            self.assertEqual(len(faults(language, text)), times, text)


if __name__ == "__main__":
    python_test.main()
