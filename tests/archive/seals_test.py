"""Signed seals (AR-83): what digests in an archive cannot show, a key and a list that are kept elsewhere do."""

import hashlib
import http.server
import shutil
import subprocess
import threading

import python_test
from archive_kit import ArchiveCase, edit, seal
from batch_kit import memory_folder
from python_test import SAMPLES, banxin, environment

KINDS = {
    "rsa": ["RSA", "-pkeyopt", "rsa_keygen_bits:2048"],
    "ecdsa": ["EC", "-pkeyopt", "ec_paramgen_curve:P-256"],
    "ed25519": ["ED25519"],
    "sm2": ["EC", "-pkeyopt", "ec_paramgen_curve:SM2"],
}


def openssl(*arguments, **options):
    done = subprocess.run(["openssl", *map(str, arguments)], capture_output=True, check=False, **options)
    assert done.returncode == 0, (arguments, done.stderr.decode())
    return done.stdout


def make_key(folder, name, kind, *extensions, days="3650"):
    """A key and its own certificate: folder/name.key, folder/name.crt."""
    openssl("genpkey", "-algorithm", *kind, "-out", folder / f"{name}.key")
    sm2 = ["-sm3", "-sigopt", "distid:1234567812345678"] if kind == KINDS["sm2"] else []
    openssl("req", "-x509", "-new", "-key", folder / f"{name}.key", "-out", folder / f"{name}.crt", "-utf8", *sm2,
            "-subj", f"/O=瑞安市档案馆/CN={name}", "-days", days, *extensions)


class Der:
    """One value of DER: its tag, what it holds, all of its bytes."""

    def __init__(self, data, at=0):
        self.tag, length, begin = data[at], data[at + 1], at + 2
        if length & 0x80:
            begin += length & 0x7F
            length = int.from_bytes(data[at + 2:begin], "big")
        self.held, self.all, self.end = data[begin:begin + length], data[at:begin + length], begin + length

    def parts(self):
        at = 0
        while at < len(self.held):
            part = Der(self.held, at)
            yield part
            at = part.end


class SealsCase(ArchiveCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.keys = memory_folder()
        cls.addClassCleanup(shutil.rmtree, cls.keys, ignore_errors=True)
        for name, kind in KINDS.items():
            make_key(cls.keys, name, kind)
        make_key(cls.keys, "insider", KINDS["ed25519"])

    def key(self, name="ed25519"):
        return self.keys / f"{name}.key"

    def certificate(self, name="ed25519"):
        return self.keys / f"{name}.crt"

    def sign(self, name="ed25519", status=0, **changes):
        done = banxin("archive", "sign", self.archive, "--key", self.key(name), "--cert", self.certificate(name),
                      env=environment(**changes))
        self.assertEqual(done.returncode, status, done.messages)
        return done.messages

    def check(self, status, *options):
        """The messages of a verification, without the folder."""
        done = banxin("archive", "verify", self.archive, *options)
        self.assertEqual(done.returncode, status, done.messages)
        return done.messages.replace(str(self.archive) + "/", "")

    def trusted(self, status=0, name="ed25519"):
        return self.check(status, "--trust", self.certificate(name))

    def file(self, name):
        return self.archive / "seals" / name

    def remake(self, package, old, new):
        """What somebody does who can write to everything: a figure, then all digests and the catalogue."""
        record = next((package / "data/source").glob("*.xml"))
        edit(record, old, new)
        seal(package)
        (self.archive / "catalogue.sqlite").unlink()
        shutil.rmtree(self.archive / "journal")
        done = banxin("merge", "--archive", self.archive)
        return done.returncode

    def add_one(self):
        done = banxin("batch", SAMPLES / "additions-2021.xml", "--archive", self.archive)
        self.assertEqual(done.returncode, 0, done.messages)
        self.assertEqual(banxin("merge", "--archive", self.archive).returncode, 0)


class Seals(SealsCase):
    def test_AR_83_each_kind_of_key_signs_and_is_checked(self):
        for name in KINDS:
            with self.subTest(name):
                shutil.rmtree(self.archive / "seals", ignore_errors=True)
                self.assertIn("seal 1: 4 packages", self.sign(name))
                self.assertIn(f"CN={name}\" (trusted)", self.trusted(name=name))
                self.assertIn("does not lead to a trusted one", self.trusted(7, "insider"))

    def test_AR_83_other_tools_read_a_seal(self):
        for name in ("rsa", "ecdsa"):
            shutil.rmtree(self.archive / "seals", ignore_errors=True)
            self.sign(name)
            subprocess.run(["sha512sum", "--check", "--strict", "--quiet", "seals/0001.sha512"], cwd=self.archive, check=True)
            openssl("cms", "-verify", "-binary", "-cades", "-inform", "DER", "-in", self.file("0001.p7s"), "-content",
                    self.file("0001.sha512"), "-CAfile", self.certificate(name), "-purpose", "any")

    def test_AR_83_the_signatures_that_cms_tools_do_not_know_are_right(self):
        """OpenSSL's cms command knows neither Ed25519 nor SM2: the signed attributes are taken out and checked alone."""
        for name, options in {"ed25519": [], "sm2": ["-digest", "sm3", "-pkeyopt", "distid:1234567812345678"]}.items():
            shutil.rmtree(self.archive / "seals", ignore_errors=True)
            self.sign(name)
            data = list(next(list(Der(self.file("0001.p7s").read_bytes()).parts())[1].parts()).parts())
            signer = list(next(data[-1].parts()).parts())
            attributes, signature = signer[3], signer[5].held
            self.assertEqual((attributes.tag, signer[5].tag), (0xA0, 0x04))
            (self.folder / "attributes").write_bytes(b"\x31" + attributes.all[1:])
            (self.folder / "signature").write_bytes(signature)
            openssl("pkeyutl", "-verify", "-rawin", "-certin", "-inkey", self.certificate(name), "-in",
                    self.folder / "attributes", "-sigfile", self.folder / "signature", *options)
            digest = hashlib.new("sm3" if name == "sm2" else "sha512", self.file("0001.sha512").read_bytes()).digest()
            self.assertIn(digest, attributes.all)
            oid = bytes.fromhex("060a2a811ccf550601040202" if name == "sm2" else "06092a864886f70d010702")
            self.assertIn(oid, self.file("0001.p7s").read_bytes()[:20])

    def test_AR_83_seals_are_a_chain(self):
        self.sign()
        self.assertIn("seal 1 has all 4 packages already", self.sign())
        self.add_one()
        self.assertIn("1 packages are in no seal", self.trusted())
        self.sign()
        self.assertIn("Seal 2: 5 packages", self.trusted())
        lines = self.file("0002.sha512").read_text().splitlines()
        self.assertEqual([line.split("  ")[1] for line in lines[-2:]], ["seals/0001.sha512", "seals/0001.p7s"])
        before = self.file("0001.p7s").read_bytes()
        self.file("0001.p7s").write_bytes(before[:-1] + bytes([before[-1] ^ 1]))
        self.assertIn("its digest is not the one in the seal after it", self.trusted(7))
        self.file("0001.p7s").unlink()
        self.assertIn("seals/0001.p7s: error[archive-integrity]: A file of a seal is missing.", self.trusted(7))
        self.assertIn("A file of a seal is missing.", self.sign(status=7))

    def test_AR_83_the_newest_version_taken_out_is_found(self):
        self.sign()
        shutil.rmtree(self.second)
        (self.archive / "catalogue.sqlite").unlink()
        shutil.rmtree(self.archive / "journal")
        self.assertEqual(banxin("merge", "--archive", self.archive).returncode, 0, "without seals nobody would know")
        messages = self.check(7)
        self.assertIn(f"{self.name(self.second)}: error[archive-integrity]: The package is missing: seal 1 names it.", messages)
        self.assertEqual(messages.count("error["), 1, messages)
        self.assertIn("This package of seal 1 is missing", self.sign(status=7))

    def test_AR_83_a_remade_package_is_found(self):
        self.sign()
        kept = self.folder / "kept.csv"
        kept.write_bytes(banxin("archive", "list", self.archive, "--all-versions", "--format", "csv").stdout)
        package = self.others[0]
        (package / "data/evidence/geometry.json").write_text("{}")
        seal(package)
        for path in ("catalogue.sqlite", "manifest-sha512.txt"):
            (self.archive / path).unlink()
        shutil.rmtree(self.archive / "journal")
        said = f"{self.name(package)}: error[archive-authenticity]: It is not the package that seal 1 names"
        self.assertIn(said, self.check(7))
        shutil.rmtree(self.archive / "seals")
        self.assertNotIn("It is not the package", self.check(7))
        self.assertIn("There is no seal: nothing is signed.", self.trusted(7))
        self.assertIn(f"It is not the package that the list {kept} names", self.check(7, "--against", kept))

    def test_AR_83_a_seal_of_another_key_is_not_trusted(self):
        self.sign("insider")
        self.assertRegex(self.check(0), r"note\[archive-signed\].*not compared with a trusted certificate")
        self.assertIn("does not lead to a trusted one", self.trusted(7))
        self.trusted(0, "insider")

    def test_AR_83_whatever_changes_in_a_seal_is_found(self):
        self.sign()
        lists, signatures = self.file("0001.sha512").read_bytes(), self.file("0001.p7s").read_bytes()
        self.file("0001.sha512").write_bytes(lists[lists.index(b"\n") + 1:])
        self.assertIn("What was signed has changed", self.check(7))
        self.file("0001.sha512").write_bytes(lists)
        silent = []
        for at in range(0, len(signatures), 29):
            changed = bytearray(signatures)
            changed[at] ^= 0x10
            self.file("0001.p7s").write_bytes(changed)
            if banxin("archive", "verify", self.archive, "--trust", self.certificate()).returncode != 7:
                silent.append(at)
        self.assertEqual(silent, [])
        self.file("0001.p7s").write_bytes(b"")
        self.check(7)
        self.file("0001.p7s").write_bytes(signatures)
        self.file("note.txt").write_text("?")
        self.assertIn("seals/note.txt: error[archive-safety]: It is not part of a seal.", self.check(7))

    def test_AR_83_a_seal_that_was_not_finished_does_not_count(self):
        self.sign()
        self.file("0002.p7s").write_bytes(b"half")
        self.assertIn("seals/0002.p7s: note[archive-stray]", self.trusted())
        self.add_one()
        self.sign()
        self.assertIn("Seal 2", self.trusted())

    def test_AR_83_a_merge_can_seal(self):
        done = banxin("merge", "--archive", self.archive, "--sign", self.key(), "--cert", self.certificate())
        self.assertEqual(done.returncode, 0, done.messages)
        self.assertIn("seal 1: 4 packages", done.messages)
        self.trusted()

    def test_AR_83_nothing_is_signed_before_a_merge(self):
        done = banxin("batch", SAMPLES / "additions-2021.xml", "--archive", self.archive)
        self.assertEqual(done.returncode, 0, done.messages)
        self.assertIn("archive-not-sealed", self.sign(status=7))
        self.assertFalse((self.archive / "seals").exists())

    def test_D_04_the_same_key_and_time_make_the_same_seal(self):
        for name in ("rsa", "ed25519"):
            made = set()
            for _ in range(2):
                shutil.rmtree(self.archive / "seals", ignore_errors=True)
                self.sign(name, SOURCE_DATE_EPOCH="1735689600")
                made.add(self.file("0001.p7s").read_bytes())
            self.assertEqual(len(made), 1, name)
            self.assertIn("at 2025-01-01T00:00:00Z by its own word", self.check(0))

    def test_AR_83_a_certificate_counts_at_the_time_of_signing(self):
        make_key(self.keys, "brief", KINDS["ed25519"], days="1")
        self.sign("brief")
        self.trusted(0, "brief")
        shutil.rmtree(self.archive / "seals")
        self.sign("brief", SOURCE_DATE_EPOCH="1735689600")
        self.assertIn("certificate is not yet valid", self.trusted(7, "brief"))

    def test_AR_83_keys_that_cannot_be_used_are_named(self):
        make_key(self.keys, "weak", ["RSA", "-pkeyopt", "rsa_keygen_bits:1024"])
        openssl("pkey", "-in", self.key("rsa"), "-aes256", "-passout", "pass:印章", "-out", self.key("locked"))
        shutil.copy(self.certificate("rsa"), self.certificate("locked"))
        shutil.copy(self.key("rsa"), self.key("mixed"))
        shutil.copy(self.certificate("ecdsa"), self.certificate("mixed"))
        self.key("text").write_text("no key")
        shutil.copy(self.certificate("rsa"), self.certificate("text"))
        for name, said in {"weak": "Such a key cannot be used", "locked": "the password is wrong",
                           "mixed": "The first certificate is not that of the private key", "text": "not one in PEM",
                           "absent": "input-missing"}.items():
            with self.subTest(name):
                self.assertIn(said, self.sign(name, status=4))
        self.assertIn("error[signing-key-unusable]", self.sign("text", status=4))
        (self.folder / "password").write_text("印章\n")
        done = banxin("archive", "sign", self.archive, "--key", self.key("locked"), "--cert", self.certificate("locked"),
                      "--password", self.folder / "password")
        self.assertEqual(done.returncode, 0, done.messages)
        self.assertEqual(banxin("archive", "sign", self.archive).returncode, 2)
        self.assertEqual(banxin("archive", "sign", self.archive, "--key", self.key()).returncode, 2)

    def test_AR_83_a_kept_list_is_compared(self):
        self.sign()
        kept = self.folder / "kept.sha512"
        shutil.copy(self.file("0001.sha512"), kept)
        self.check(0, "--against", kept)
        self.add_one()
        self.sign()
        kept.write_bytes(self.file("0002.sha512").read_bytes())
        for path in ("0002.p7s", "0002.sha512"):
            self.file(path).unlink()
        self.check(0, "--against", kept)
        kept.write_text(hashlib.sha512(b"").hexdigest() + "  seals/0002.sha512\n")
        self.assertIn("The file is missing: the list", self.check(7, "--against", kept))
        kept.write_text("瑞安市商务局\n")
        self.assertIn("digest-list-unusable", self.check(4, "--against", kept))


class Authority(http.server.BaseHTTPRequestHandler):
    def do_POST(self):  # noqa: N802
        (self.server.folder / "query.tsq").write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
        answer = openssl("ts", "-reply", "-config", "tsa.cnf", "-queryfile", "query.tsq", cwd=self.server.folder)
        self.send_response(200)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *arguments):
        pass


class Timestamps(SealsCase):
    """A local authority stamps (RFC 3161)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        make_key(cls.keys, "tsa", KINDS["rsa"], "-addext", "extendedKeyUsage=critical,timeStamping")
        (cls.keys / "serial").write_text("01")
        (cls.keys / "tsa.cnf").write_text(
            "[tsa]\ndefault_tsa = one\n[one]\nserial = serial\nsigner_cert = tsa.crt\nsigner_key = tsa.key\n"
            "signer_digest = sha256\ndefault_policy = 1.2.3.4\ndigests = sha512\ness_cert_id_alg = sha256\n")
        both = (cls.keys / "ed25519.crt").read_text() + (cls.keys / "tsa.crt").read_text()
        (cls.keys / "both.crt").write_text(both)

    def setUp(self):
        super().setUp()
        self.server = http.server.HTTPServer(("127.0.0.1", 0), Authority)
        self.server.folder = self.keys
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)
        self.url = f"http://127.0.0.1:{self.server.server_port}/tsa"

    def stamp(self, *options, status=0):
        done = banxin("archive", "sign", self.archive, *options)
        self.assertEqual(done.returncode, status, done.messages)
        return done.messages

    def judged(self):
        openssl("ts", "-verify", "-data", self.file("0001.p7s"), "-in", self.file("0001.tsr"), "-CAfile", self.certificate("tsa"))

    def test_AR_83_an_authority_is_asked(self):
        self.stamp("--key", self.key(), "--cert", self.certificate(), "--timestamp-url", self.url)
        self.judged()
        self.assertRegex(self.trusted(0, "both"), r"time-stamp 20\d\d-")
        self.assertIn("does not lead to a trusted certificate", self.trusted(7))
        answer = self.file("0001.tsr").read_bytes()
        self.file("0001.tsr").write_bytes(answer[:-1] + bytes([answer[-1] ^ 1]))
        self.trusted(7, "both")

    def test_AR_83_a_time_stamp_can_be_brought(self):
        self.sign()
        query, answer = self.folder / "q.tsq", self.folder / "a.tsr"
        openssl("ts", "-query", "-data", self.file("0001.p7s"), "-sha512", "-cert", "-out", query)
        openssl("ts", "-reply", "-config", "tsa.cnf", "-queryfile", query, "-out", answer, cwd=self.keys)
        self.stamp("--timestamp", answer)
        self.judged()
        self.trusted(0, "both")
        openssl("ts", "-query", "-data", self.key(), "-sha512", "-cert", "-out", query)
        openssl("ts", "-reply", "-config", "tsa.cnf", "-queryfile", query, "-out", answer, cwd=self.keys)
        self.assertIn("signature-invalid", self.stamp("--timestamp", answer, status=7))
        self.judged()

    def test_AR_83_an_authority_that_does_not_answer(self):
        self.sign()
        self.assertIn("timestamp-unavailable", self.stamp("--timestamp-url", "http://127.0.0.1:1/", status=75))
        self.assertIn("must begin with http://", self.stamp("--timestamp-url", "ftp://127.0.0.1/", status=75))
        self.assertFalse(self.file("0001.tsr").exists())


if __name__ == "__main__":
    python_test.main()
