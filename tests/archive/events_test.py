"""The log of events (AR-96), terms that an office gives (AR-93), and the lawful end of packages (AR-97)."""

import csv
import hashlib
import io
import json
import shutil
import subprocess
import xml.etree.ElementTree as ET

import python_test
from archive_kit import ArchiveCase, edit
from python_test import SAMPLES, SOURCE, banxin, environment

PREMIS = "{http://www.loc.gov/premis/v3}"


class EventsCase(ArchiveCase):
    def run_archive(self, command, *options, status=0, **changes):
        done = banxin("archive", command, self.archive, *options, env=environment(**changes))
        self.assertEqual(done.returncode, status, done.messages)
        return done

    def event(self, number):
        return json.loads((self.archive / f"events/{number:04}.json").read_text(encoding="utf-8"))

    def events(self):
        return [self.event(number + 1) for number in range(len(list((self.archive / "events").iterdir())))]

    def check(self, status, *options):
        return self.run_archive("verify", *options, status=status).messages.replace(f"{self.archive}/", "")

    def listed(self, *options):
        text = self.run_archive("list", "--format", "csv", *options).stdout.decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text)))

    def describe_all(self, retention="10年"):
        self.run_archive("describe", "--retention", retention)


class Events(EventsCase):
    def test_AR_96_what_happens_is_a_chain_with_time_and_by_whom(self):
        self.run_archive("describe", "--retention", "永久", "--by", "张三", SOURCE_DATE_EPOCH="1764547200")
        self.run_archive("verify", "--log", BANXIN_BY="李四")
        self.run_archive("export", "-o", self.folder / "out")
        events = self.events()
        self.assertEqual([it["what"] for it in events], ["taken-in", "described", "checked", "exported"])
        self.assertEqual((events[1]["by"], events[1]["when"], events[2]["by"], events[2]["outcome"]),
                         ("张三", "2025-12-01T00:00:00Z", "李四", "pass"))
        self.assertEqual(sorted(it["folder"] for it in events[0]["items"]), sorted(map(self.name, (self.first, self.second, *self.others))))
        self.assertEqual({it["folder"]: it["kind"] for it in events[0]["items"]}[self.name(self.second)], "correction")
        self.assertNotIn("before", events[0])
        for number in range(1, 4):
            self.assertEqual(events[number]["before"], hashlib.sha512((self.archive / f"events/{number:04}.json").read_bytes()).hexdigest())
        lines = b"".join(json.dumps(it).encode() + b"\n" for it in events)
        good, said = self.judge_json(self.archive / "schemas/event.schema.json", lines, lines=True)
        self.assertTrue(good, said)
        self.verify(0)

    def test_AR_96_a_merge_names_what_is_new_and_nothing_twice(self):
        self.assertEqual(banxin("merge", "--archive", self.archive).returncode, 0)
        self.assertEqual(len(self.events()), 1)
        self.assertEqual(banxin("batch", SAMPLES / "additions-2021.xml", "--archive", self.archive).returncode, 0)
        self.assertEqual(banxin("merge", "--archive", self.archive, "--by", "王五").returncode, 0)
        self.assertEqual([(len(it["items"]), it["by"]) for it in self.events()][1], (1, "王五"))

    def test_AR_96_a_chain_that_was_broken_is_found(self):
        for _ in range(3):
            self.describe_all()
        file = self.archive / "events/0003.json"
        whole = file.read_bytes()
        edit(file, "10年", "30年")
        self.assertIn("events/0003.json: error[archive-authenticity]: It has changed, or event 4 was exchanged", self.check(7))
        self.assertIn("events/0003.json", self.run_archive("describe", "--retention", "永久", status=7).messages)
        file.unlink()
        self.assertIn("events/0003.json: error[archive-integrity]: The event is missing", self.check(7))
        file.write_bytes(whole)
        self.check(0)
        (self.archive / "events/note.txt").write_text("?")
        self.assertIn("events/note.txt: error[archive-safety]", self.check(7))

    def test_AR_96_a_log_that_was_cut_short_is_found_as_far_as_a_seal_reaches(self):
        self.describe_all()
        self.describe_all()
        (self.archive / "events/0003.json").unlink()
        self.check(0)  # as the README says: nothing names the last ones
        self.describe_all()
        self.assertEqual(banxin("merge", "--archive", self.archive).returncode, 0)
        (self.archive / "events/0003.json").unlink()
        self.assertIn("events/0003.json: error[archive-integrity]: The file is missing.", self.check(7))

    def test_AR_96_a_signed_seal_names_the_newest_event(self):
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ed25519", "-nodes", "-keyout", self.folder / "k.pem", "-out",
                        self.folder / "c.pem", "-subj", "/CN=any"], check=True, capture_output=True)
        key = ("--key", self.folder / "k.pem", "--cert", self.folder / "c.pem")
        self.describe_all()
        self.run_archive("sign", *key)
        self.check(0, "--trust", self.folder / "c.pem")
        self.assertIn("has all 4 packages already", self.run_archive("sign", *key).messages)
        subprocess.run(["sha512sum", "--quiet", "--strict", "-c", "seals/0001.sha512"], cwd=self.archive, check=True)
        (self.archive / "events/0002.json").unlink()
        self.assertIn("events/0002.json: error[archive-integrity]: The file is missing: seal 1 names it.", self.check(7))

    def test_AR_96_the_log_is_told_as_PREMIS_3(self):
        self.describe_all()
        self.run_archive("verify", "--log", "--by", "甲 & 乙")
        tree = ET.fromstring(self.run_archive("events", "--format", "premis").stdout)
        self.assertEqual((tree.tag, tree.get("version")), (PREMIS + "premis", "3.0"))
        kinds = [it.tag.removeprefix(PREMIS) for it in tree]
        self.assertEqual(kinds, sorted(kinds, key=["object", "event", "agent"].index))
        order = ["eventIdentifier", "eventType", "eventDateTime", "eventDetailInformation", "eventOutcomeInformation",
                 "linkingAgentIdentifier", "linkingObjectIdentifier"]
        ids = {"".join(it.itertext()).split()[-1] for it in tree.iter(PREMIS + "objectIdentifier")}
        agents = {it.findtext(f"{PREMIS}agentIdentifier/{PREMIS}agentIdentifierValue") for it in tree.iter(PREMIS + "agent")}
        for event in tree.iter(PREMIS + "event"):
            names = [it.tag.removeprefix(PREMIS) for it in event]
            self.assertEqual(names, sorted(names, key=order.index))
            self.assertTrue({it.text for it in event.iter(PREMIS + "linkingObjectIdentifierValue")} <= ids)
            self.assertTrue({it.text for it in event.iter(PREMIS + "linkingAgentIdentifierValue")} <= agents)
        self.assertEqual([it.text for it in tree.iter(PREMIS + "eventType")], ["ingestion", "metadata modification", "fixity check"])
        text = self.run_archive("events").stdout.decode()
        self.assertRegex(text, r"0003  \S+Z  checked    0  甲 & 乙  pass\n$")


class Terms(EventsCase):
    def test_AR_93_terms_are_given_by_option_and_shown(self):
        bureau = self.listed()[0]["单位 bureau"]
        self.run_archive("describe", "--bureau", bureau, "--retention", "30年", "--secrecy", "公开", "--number", "X043-2018-001")
        row = next(it for it in self.listed() if it["单位 bureau"] == bureau)
        self.assertEqual((row["保管期限 retention"], row["密级 secrecy"], row["档号 number"]), ("30年", "公开", "X043-2018-001"))
        self.run_archive("describe", "--bureau", bureau, "--secrecy", "内部")
        row = next(it for it in self.listed() if it["单位 bureau"] == bureau)
        self.assertEqual((row["保管期限 retention"], row["密级 secrecy"]), ("30年", "内部"))
        self.assertIn("A number is of one report", self.run_archive("describe", "--number", "1", status=4).messages)
        self.assertIn("There is no such report", self.run_archive("describe", "--year", "1999", "--secrecy", "公开", status=4).messages)
        self.run_archive("describe", status=2)

    def test_AR_93_terms_come_in_a_table_that_an_office_has_filled_in(self):
        rows = self.listed()
        for number, row in enumerate(rows):
            row.update({"保管期限 retention": "永久", "档号 number": f"X-{number}"})
        table = self.folder / "filled.csv"
        with table.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys(), quoting=csv.QUOTE_ALL)
            writer.writeheader()
            writer.writerows(rows)
        self.assertIn("3 reports described", self.run_archive("describe", "--table", table).messages)
        self.assertEqual([it["档号 number"] for it in self.listed()], ["X-0", "X-1", "X-2"])
        events = len(self.events())
        for old, new, said in (("X-1", "X-0", ":3: error[terms-unusable]: The number X-0 is that of row 2 too."),
                               (rows[0]["单位 bureau"], "某局", ":2: error[terms-unusable]: The archive has no report of 某局"),
                               ("年度 year", "年", ":1: error[terms-unusable]: Its first row lacks a column")):
            changed = self.folder / "changed.csv"
            changed.write_text(table.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
            self.assertIn(said, self.run_archive("describe", "--table", changed, status=4).messages)
        self.assertEqual(len(self.events()), events)


class Removal(EventsCase):
    def remove(self, *options, status=0):
        return self.run_archive("remove", *options, "--by", "张三", status=status).messages

    def test_AR_97_a_lawful_removal_is_known_to_all_checks(self):
        kept = self.folder / "kept.csv"
        kept.write_bytes(self.run_archive("list", "--all-versions", "--format", "csv").stdout)
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ed25519", "-nodes", "-keyout", self.folder / "k.pem", "-out",
                        self.folder / "c.pem", "-subj", "/CN=any"], check=True, capture_output=True)
        key = ("--key", self.folder / "k.pem", "--cert", self.folder / "c.pem")
        self.run_archive("sign", *key)
        self.describe_all("1年")
        package = self.others[0]
        record = next(package.glob("data/source/*.xml")).read_bytes()
        said = self.remove(package.name, "--reason", "保管期满", "-o", self.folder / "destroyed.csv")
        self.assertIn("1 package, by 张三, recorded in events/", said)
        self.assertEqual(sorted(it.name for it in package.iterdir()), ["bag-info.txt", "tagmanifest-sha512.txt"])
        said = self.check(0, "--against", kept, "--trust", self.folder / "c.pem")
        self.assertIn("note[archive-removed]: 张三 removed 1 package at ", said)
        self.assertEqual(len(self.listed("--all-versions")), 3)
        with (self.folder / "destroyed.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual([(it["理由 reason"], it["经手人 by"], it["包 folder"], it["保管期限 retention"]) for it in rows],
                         [("保管期满", "张三", self.name(package), "1年")])
        # Common tools read the older seal as before, the seal after it no longer names the package.
        subprocess.run(["sha512sum", "--quiet", "--strict", "-c", "seals/0001.sha512"], cwd=self.archive, check=True)
        self.run_archive("sign", *key)
        self.assertNotIn(package.name, (self.archive / "seals/0002.sha512").read_text())
        self.check(0, "--against", kept, "--trust", self.folder / "c.pem")
        # The same record sent again does not bring it back.
        (self.folder / "again.xml").write_bytes(record)
        self.assertEqual(banxin("batch", self.folder / "again.xml", "--archive", self.archive).returncode, 0)
        self.assertEqual(banxin("merge", "--archive", self.archive).returncode, 0)
        self.assertEqual(len(list(package.iterdir())), 2)
        self.check(0)

    def test_AR_97_an_unlawful_removal_is_found(self):
        self.describe_all("1年")
        self.remove(self.others[0].name, "--reason", "保管期满")
        for file in self.others[1].iterdir():  # made to look like one that was removed lawfully
            if file.name not in ("bag-info.txt", "tagmanifest-sha512.txt"):
                shutil.rmtree(file) if file.is_dir() else file.unlink()
        self.assertIn(f"{self.name(self.others[1])}/bagit.txt: error[archive-integrity]: The file is missing.", self.check(7))
        shutil.rmtree(self.others[1])
        self.assertIn(f"{self.name(self.others[1])}: error[archive-integrity]: The package is missing", self.check(7))

    def test_AR_97_what_stays_of_a_removed_package_is_looked_at(self):
        self.describe_all("1年")
        package = self.others[0]
        shutil.copytree(package, self.folder / "copy")
        self.remove(package.name, "--reason", "保管期满")
        (package / "data").mkdir()
        self.assertIn("the removal was not finished", self.check(7))
        self.remove()
        self.check(0)
        edit(package / "bag-info.txt", "Source-Organization: ", "Source-Organization: 某")
        self.assertIn("bag-info.txt: error[archive-authenticity]", self.check(7))
        shutil.rmtree(package)
        self.assertIn("the two tag files that stay in its place are missing too", self.check(7))

    def test_AR_97_nothing_is_removed_before_its_time_or_by_halves(self):
        package = self.others[0].name
        before = sorted(self.archive.rglob("*"))
        self.assertRegex(self.remove(package, "--reason", "x", status=2),
                         r"error\[archive-removal-refused\]: .*its term of retention was not given")
        self.assertIn("A removal needs its reason", self.remove(package, status=2))
        self.assertIn("has no such package", self.remove("0" * 24, "--reason", "x", status=2))
        self.assertIn("one of them would become the newest", self.remove(self.second.name, "--reason", "x", "--force", status=2))
        self.assertEqual(sorted(self.archive.rglob("*")), before)
        for retention, said in (("永久", "it is to be kept for ever"), ("999年", "it is to be kept until the end of"),
                                ("很久", "is not understood")):
            self.describe_all(retention)
            self.assertIn(said, self.remove(package, "--reason", "x", status=2))
        self.remove(self.second.name[:24], "--reason", "移交省馆", "--force")
        self.assertEqual([len(list(it.iterdir())) for it in (self.first, self.second)], [2, 2])
        self.check(0)

    def test_AR_97_an_event_that_somebody_made_removes_nothing_but_packages(self):
        for folder in ("packages", "events", "../outside", "packages/00/" + self.others[0].name, ""):
            (self.archive / "events/0002.json").write_text(json.dumps({
                "schema": "urn:banxin:event:1", "number": 2, "what": "removed", "when": "2026-01-01T00:00:00Z", "by": "x", "program": "x",
                "before": hashlib.sha512((self.archive / "events/0001.json").read_bytes()).hexdigest(),
                "items": [{"folder": folder, "sha512": "0" * 128}]}))
            before = sorted(self.archive.glob("packages/**/*"))
            self.remove()
            self.assertEqual(sorted(self.archive.glob("packages/**/*")), before)
            self.check(0)

    def test_AR_97_lists_are_pages_too(self):
        self.run_archive("describe", "--secrecy", "公开", "--retention", "1年")
        self.run_archive("export", "-o", self.folder / "out", "--list", self.folder / "transfer.pdf", "--by", "李四")
        self.run_archive("export", "-o", self.folder / "out", "--list", self.folder / "transfer.csv")
        self.remove(self.others[0].name, "--reason", "保管期满", "-o", self.folder / "destroyed.pdf")
        bureau = self.event(5)["items"][0]["bureau"]
        for name, words in (("transfer", ("电子档案移交清单", "共3件", "李四", "公开", "接收单位（盖章）")),
                            ("destroyed", ("电子档案销毁清册", "共1件", "张三", bureau, "保管期满", "监销人"))):
            text = self.run_tool("pdftotext", "-raw", self.folder / f"{name}.pdf", "-").decode()
            for word in words:
                self.assertIn(word, "".join(text.split()))
        with (self.folder / "transfer.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual(sorted(it["电子档案名称 file"] for it in rows), sorted(it.name for it in (self.folder / "out").iterdir()))
        for name in ("transfer", "destroyed"):
            again = (self.folder / f"{name}.pdf").read_bytes()
            self.assertTrue(again.startswith(b"%PDF-"))

    def test_AR_97_an_older_version_may_go_and_the_chain_still_holds(self):
        self.remove(self.first.name, "--reason", "x", "--force")
        self.check(0)
        self.assertEqual(len(self.listed()), 3)


if __name__ == "__main__":
    python_test.main()
