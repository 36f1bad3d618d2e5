"""Bad input gets a clear error with its place, no crash, no half file; a limit refuses in under a second."""

import os
import re
import resource
import subprocess
import time

import python_test
from python_test import PROGRAM, REAL, SLOWNESS, banxin, environment

HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n<record xmlns="urn:banxin:record:1" form="disclosure-2018" year="2018">\n'


class BadInput(python_test.Case):
    def refuse(self, data, code, line, status=1, says=None, through=()):
        """Renders the bytes: the first message must be this code at this line, and nothing may be left behind.

        `through`: a command that starts the program.
        """
        record = self.folder / "a.xml"
        if data is not None:
            record.write_bytes(data)
        begin = time.monotonic()
        first, *others = [*through, PROGRAM]
        done = banxin(*others, "render", "a.xml", "-o", "a.pdf", program=first, cwd=self.folder)
        spent = time.monotonic() - begin
        self.assertEqual(done.returncode, status, done.messages[:2000])
        place = r"a\.xml" if line is None else rf"a\.xml:{line}"
        errors = re.findall(r"(?m)^[^ ].*: error\[.*\n.*", done.messages)
        self.assertTrue(errors, done.messages)
        self.assertRegex(errors[0], rf"\A{place}: error\[{code}\]: \S.*\n    \S")
        if says:
            self.assertIn(says, errors[0])
        self.assertLess(spent, 1 * SLOWNESS)
        self.assert_only(*(["a.xml"] if data is not None or record.exists() else []))
        return done

    def test_missing_file(self):
        self.refuse(None, "input-missing", None, status=4)

    def test_a_folder(self):
        (self.folder / "a.xml").mkdir()
        self.refuse(None, "input-unreadable", None, status=4)

    def test_unreadable_file(self):
        (self.folder / "a.xml").write_bytes(REAL.read_bytes())
        (self.folder / "a.xml").chmod(0)
        # Root reads everything, unless it gives that right away.
        through = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
        self.refuse(None, "input-unreadable", None, status=4, through=through)

    def test_empty_file(self):
        self.refuse(b"", "xml-malformed", 1)

    def test_not_xml(self):
        self.refuse(b"\n%\xe2\xe3\xcf\xd3\n" + bytes(range(256)) * 20, "xml-[a-z]+", r"\d")
        # Text is what offices send too; it is no report.
        self.refuse("瑞安市商务局\n2018年度\n".encode(), "import-no-report", None, status=4)

    def test_cut_in_the_middle(self):
        whole = REAL.read_bytes()
        part = whole[:len(whole) // 2]
        self.refuse(part, "xml-(malformed|encoding)", part.count(b"\n") + 1)

    def test_doctype_and_entities(self):
        self.refuse(b'<?xml version="1.0"?>\n<!DOCTYPE record [<!ENTITY a "b">]>\n<record>&a;</record>', "xml-doctype", 2)
        laughs = b"".join(b'<!ENTITY a%d "%s">' % (i + 1, b"&a%d;" % i * 10) for i in range(20))
        self.refuse(b'<!DOCTYPE r [<!ENTITY a0 "ha">' + laughs + b"]>\n<r>&a20;</r>", "xml-doctype", 1)
        secret = self.folder / "secret"
        secret.write_text("the secret")
        (self.folder / "a.xml").write_bytes(b'<!DOCTYPE r [<!ENTITY a SYSTEM "secret">]><r>&a;</r>')
        done = banxin("render", "a.xml", "-o", "a.pdf", cwd=self.folder)
        self.assertEqual(done.returncode, 1)
        self.assertNotIn("the secret", done.messages)
        self.assert_only("a.xml", "secret")

    def test_wrong_namespace(self):
        self.refuse(b'<?xml version="1.0"?>\n\n<record form="disclosure-2018" year="2018"/>', "record-namespace", 3)
        self.refuse(b'<feed xmlns="http://www.w3.org/2005/Atom"/>', "record-namespace", 1)

    def test_unknown_form(self):
        self.refuse(HEAD.replace(b"disclosure-2018", b"disclosure-1918") + b"</record>", "record-form-unknown", 2,
                    says="disclosure-1918")

    def test_200_megabytes(self):
        with open(self.folder / "a.xml", "wb") as file:
            file.write(HEAD)
            file.truncate(200 << 20)
        self.refuse(None, "input-too-large", None, status=4)

    def test_200_megabytes_from_a_stream(self):
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        with open("/dev/zero", "rb") as zeros:
            begin = time.monotonic()
            done = subprocess.run([PROGRAM, "render", "-", "-o", "a.pdf"], cwd=self.folder, stdin=zeros,
                                  capture_output=True, env=environment(), timeout=30)
        self.assertEqual(done.returncode, 4)
        self.assertRegex(done.stderr.decode(), r"\A-: error\[input-too-large\]: \S")
        self.assertLess(time.monotonic() - begin, 1 * SLOWNESS)
        self.assert_only()
        if SLOWNESS == 1:
            # kilobytes; the limit is 16 MiB and is kept before memory grows beyond a small multiple of it
            self.assertLess(max(before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss), 250_000)

    def test_100000_deep(self):
        # Too many elements besides.
        self.refuse(HEAD + b"<chapter>" * 100_000, "xml-too-(deep|many-elements)", 3)
        self.refuse(HEAD + b"<a>" * 100_000 + b"</a>" * 100_000 + b"</record>", "xml-too-(deep|many-elements)", 3)
        self.refuse(HEAD + b"<a>" * 2_000 + b"</a>" * 2_000 + b"</record>", "xml-too-deep", 3)

    def test_50000_attributes(self):
        attributes = b" ".join(b'a%d="1"' % i for i in range(50_000))
        self.refuse(HEAD + b"<bureau " + attributes + b"/></record>", "xml-too-many-attributes", 3)

    def test_one_text_too_large(self):
        self.refuse(HEAD + b"<p>" + b"a" * (2 << 20) + b"</p></record>", "xml-too-large", 3)

    def test_unknown_characters(self):
        sample = REAL.read_bytes()
        line = sample[:sample.index(b"<bureau>")].count(b"\n") + 1
        for character, point in (("\ue000", "U+E000"), ("\U0010fffd", "U+10FFFD"), ("\ufdd0", "U+FDD0"), ("\ufffd", "U+FFFD")):
            self.refuse(sample.replace(b"<bureau>", b"<bureau>" + character.encode(), 1), "record-character", line, says=point)
        # Assigned, but no face has it.
        self.refuse(sample.replace(b"<title>", "<title>\U00012000".encode(), 1), "text-missing-glyph", line + 1, says="U+12000")

    def test_wrong_bytes(self):
        self.refuse(HEAD + b"<bureau>\xc0\xaf</bureau></record>", "xml-encoding", 3)

    def refuse_output(self, output, code, status, **options):
        done = banxin("render", REAL, "-o", output, **options)
        self.assertEqual(done.returncode, status, done.messages)
        self.assertRegex(done.messages, rf"(?m)^{re.escape(str(output))}: error\[{code}\]: \S")
        return done

    def test_unwritable_output(self):
        self.refuse_output(self.folder / "nothing/a.pdf", "output-not-writable", 5)
        self.refuse_output(self.folder, "output-not-writable", 5)
        self.refuse_output("/proc/a.pdf", "output-not-writable", 5)
        self.assert_only()

    def test_full_disk_is_75_and_keeps_what_was_there(self):
        if os.geteuid() != 0:
            self.skipTest("only root may mount the small file system that this needs")
        place = self.folder / "small"
        place.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", place], capture_output=True)
        if mounted.returncode != 0:
            self.skipTest(f"a file system cannot be mounted here: {mounted.stderr.decode().strip()}")
        self.addCleanup(subprocess.run, ["umount", place], check=True)
        (place / "a.pdf").write_bytes(b"what was there")
        self.refuse_output(place / "a.pdf", "no-space", 75)
        self.assertEqual((place / "a.pdf").read_bytes(), b"what was there")
        self.assertEqual([path.name for path in place.iterdir()], ["a.pdf"])

    def test_full_standard_output_is_75(self):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([PROGRAM, "render", REAL, "-o", "-"], stdout=full, stderr=subprocess.PIPE,
                                  env=environment())
        self.assertEqual(done.returncode, 75, done.stderr)

    def test_a_limit_of_the_process_is_an_error_of_the_output(self):
        """A file may not grow beyond RLIMIT_FSIZE; the signal that comes with it must not end the program."""
        def limit():
            resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

        done = subprocess.run([PROGRAM, "render", REAL, "-o", self.folder / "a.pdf"], capture_output=True,
                              env=environment(), preexec_fn=limit)
        self.assertEqual(done.returncode, 5, done.stderr)
        self.assert_only()

    def test_missing_font(self):
        profile = self.folder / "a.profile"
        roles = ("song", "fangsong", "hei", "kai", "xiaobiaosong", "latin", "rare")
        profile.write_text("".join(f"role {role}\nface Nothing Of The Kind\nfile nothing.ttf\n" for role in roles))
        done = banxin("render", REAL, "-o", self.folder / "a.pdf", "--fonts", profile)
        self.assertEqual(done.returncode, 3, done.messages)
        self.assertRegex(done.messages, rf"(?m)^{re.escape(str(profile))}:\d+: error\[font-missing\]: .*Nothing Of The Kind")
        self.assert_only("a.profile")

    def test_broken_font(self):
        """A file under the right name that is no font is passed over, and said to be."""
        fonts = self.folder / "fonts"
        fonts.mkdir()
        (fonts / "LXGWZhuqueFangsong-Regular.ttf").write_bytes(b"\0\1\0\0" + os.urandom(2000))
        done = banxin("render", REAL, "-o", self.folder / "a.pdf", "--font-folder", fonts)
        self.assertEqual(done.returncode, 0, done.messages)


if __name__ == "__main__":
    python_test.main()
