"""A desk that an office's network reaches: what it needs, who may come in, what is written down, what a stranger can do."""

import http.client
import os
import re
import signal
import ssl
import subprocess
import time
import urllib.parse

import python_test
from desk_kit import Answer
from python_test import PROGRAM, SAMPLES, SLOWNESS, banxin, environment

# Of "correct horse 42", as `mkpasswd -m yescrypt` makes it.
HASH = "$y$j75$banxinTestSalt0$H2Mt7Tcxe1D1NpeMfFjZBJFvoHs43vBcayc0GDwBkTA"
PASSWORD = "correct horse 42"


class Network(python_test.Case):
    def setUp(self):
        super().setUp()
        self.need("openssl")
        (self.folder / "drafts").mkdir()
        (self.folder / "drafts/report.xml").write_bytes((SAMPLES / "filled-2021.xml").read_bytes())
        self.users, self.cert, self.key, self.log = (self.folder / name for name in ("users.txt", "cert.pem", "key.pem", "log.txt"))
        self.users.write_text(f"# who may come in\nli:{HASH}\nwang.wu:{HASH}\n")
        self.users.chmod(0o600)
        self.run_tool("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", self.key, "-out", self.cert,
                      "-days", "30", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1")
        self.options = {"--listen": "localhost", "--users": self.users, "--cert": self.cert, "--key": self.key, "--log": self.log}

    def arguments(self, **without):
        return [str(word) for name, value in self.options.items() if name not in without.get("without", ()) for word in (name, value)]

    def open(self):
        self.process = subprocess.Popen([str(PROGRAM), "serve", str(self.folder / "drafts"), "--lang", "zh", *self.arguments()], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment())
        self.addCleanup(self.end)
        address = self.process.stdout.readline().decode().strip()
        self.assertRegex(address, r"^https://localhost:\d+/$")
        self.port = urllib.parse.urlsplit(address).port
        self.host = f"localhost:{self.port}"
        self.trust = ssl.create_default_context(cafile=self.cert)

    def end(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(20)
        self.process.stdout.close()

    def ask(self, method, path, fields=None, cookie=None, **headers):
        body = None if fields is None else urllib.parse.urlencode(fields)
        given = {"Host": self.host, **({"Cookie": cookie} if cookie else {}),
                 **({"Origin": f"https://{self.host}", "Content-Type": "application/x-www-form-urlencoded"} if method == "POST" else {}), **headers}
        connection = http.client.HTTPSConnection("localhost", self.port, context=self.trust, timeout=60)
        try:
            connection.request(method, path, body, {name: value for name, value in given.items() if value is not None})
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def log_in(self, name="li", password=PASSWORD, **headers):
        return self.ask("POST", "/login", {"name": name, "password": password}, **headers)

    def enter(self, name="li"):
        answer = self.log_in(name)
        self.assertEqual(answer.status, 303, answer.text)
        self.assertRegex(answer.headers["set-cookie"], r"^__Host-banxin-\d+=[0-9a-f]{64}; Path=/; Secure; HttpOnly; SameSite=Strict$")
        return answer.headers["set-cookie"].split(";")[0]

    def test_it_is_refused_plainly_when_anything_is_missing(self):
        for name in ("--users", "--cert", "--key", "--log"):
            done = banxin("serve", self.folder / "drafts", *self.arguments(without=(name,)))
            self.assertEqual(done.returncode, 2, name)
            self.assertIn(f"missing: {name}.", done.messages)
        done = banxin("serve", self.folder / "drafts", *self.arguments(without=("--listen",)))
        self.assertEqual(done.returncode, 2)
        self.assertIn("--listen is missing", done.messages)
        for wrong, what in (("", "names nobody"), (f"li {HASH}\n", "A name is"), ("li:secret\n", "strong enough"), ("li:$1$abc$5q3KXWZ0l6yxyBOWvLvR0/\n", "strong enough"),
                            ("li:ab1zvCBmOyTYM\n", "strong enough"), (f"li:{HASH}\nli:{HASH}\n", "stands above"), (f"../li:{HASH}\n", "A name is")):
            self.users.write_text(wrong)
            done = banxin("serve", self.folder / "drafts", *self.arguments())
            self.assertEqual(done.returncode, 4, wrong)
            self.assertIn("[desk-users]", done.messages)
            self.assertIn(what, done.messages)
        self.users.write_text(f"li:{HASH}\n")
        self.users.chmod(0o644)
        self.assertIn("chmod 600", banxin("serve", self.folder / "drafts", *self.arguments()).messages)
        self.users.chmod(0o600)
        self.cert.write_text("no certificate")
        done = banxin("serve", self.folder / "drafts", *self.arguments())
        self.assertEqual(done.returncode, 75)
        self.assertIn("[desk-port]", done.messages)

    def test_only_who_logs_in_comes_in_and_what_is_done_is_written_down(self):
        self.open()
        for path in ("/", "/board", "/desk.js", "/draft/0123456789abcdef"):
            answer = self.ask("GET", path)
            self.assertEqual((answer.status, answer.location), (303, "/login"), path)
        self.assertIn("登录填报台", self.ask("GET", "/login").text)
        self.assertEqual(self.log_in(password="wrong").status, 403)
        self.assertEqual(self.log_in(name="nobody\nx 2026 li enters").status, 403)
        cookie = self.enter()
        start = self.ask("GET", "/", cookie=cookie).text
        self.assertIn("云岭市自然资源局", start)
        draft = re.search(r'href="(/draft/[0-9a-f]{16})"', start).group(1)
        self.assertEqual(self.ask("POST", f"{draft}/undo", {"part": "report"}, cookie=cookie).status, 303)
        self.assertEqual(self.ask("GET", f"{draft}/output/record", cookie=cookie).status, 200)
        # Without the session, with a guess, from elsewhere, to another name, it is refused.
        guess = cookie[:-1] + ("0" if cookie[-1] != "0" else "1")
        self.assertEqual(self.ask("GET", "/", cookie=guess).status, 303)
        self.assertEqual(self.ask("POST", f"{draft}/undo", {"part": "report"}).status, 403)
        for origin in (None, "null", "https://evil.example", f"http://{self.host}", f"https://127.0.0.1:{self.port}"):
            self.assertEqual(self.ask("POST", f"{draft}/undo", {"part": "report"}, cookie=cookie, Origin=origin).status, 403, origin)
            self.assertEqual(self.log_in(Origin=origin).status, 403, origin)
        for host in ("evil.example", f"evil.example:{self.port}", f"127.0.0.1:{self.port}", "localhost"):
            self.assertEqual(self.ask("GET", "/", cookie=cookie, Host=host).status, 421, host)
        self.assertEqual(self.ask("POST", "/logout", {}, cookie=cookie).status, 303)
        self.assertEqual(self.ask("GET", "/", cookie=cookie).location, "/login")
        log = self.log.read_text().splitlines()
        for line in log:
            self.assertRegex(line, r"^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ (127\.0\.0\.1|::1) \S+ (enters|fails|waits|changes|takes) (GET|POST) /\S*$")
        said = [" ".join(line.split()[2:4] + line.split()[5:]) for line in log]
        self.assertEqual(said, ["li fails /login", "nobody%0Ax%202026%20li%20enters fails /login", "li enters /login", f"li changes {draft}/undo", f"li takes {draft}/output/record", "li changes /logout"])
        self.assertEqual(os.stat(self.log).st_mode & 0o777, 0o600)

    def test_who_guesses_waits(self):
        self.open()
        statuses = [self.log_in(password=f"guess {number}").status for number in range(7)]
        self.assertEqual(statuses, [403] * 5 + [429] * 2)
        # Also with the right password, from this address.
        self.assertEqual(self.log_in().status, 429)
        self.assertEqual(self.log.read_text().count(" waits "), 3)

    def test_what_is_not_written_down_is_not_done(self):
        self.open()
        cookie = self.enter()
        draft = re.search(r'href="(/draft/[0-9a-f]{16})"', self.ask("GET", "/", cookie=cookie).text).group(1)
        self.log.unlink()
        self.log.symlink_to(self.folder / "drafts/report.xml")
        before = (self.folder / "drafts/report.xml").read_bytes()
        answer = self.ask("POST", f"{draft}/report", {"do": "save", "version": "x"}, cookie=cookie)
        self.assertEqual(answer.status, 500)
        self.assertIn("记不了日志", answer.text)
        self.assertEqual((self.folder / "drafts/report.xml").read_bytes(), before)

    def test_only_sound_protocols_and_small_bodies_of_strangers(self):
        self.open()
        for version in (ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1):
            old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
            old.set_ciphers("ALL:@SECLEVEL=0")
            old.minimum_version = old.maximum_version = version
            connection = http.client.HTTPSConnection("localhost", self.port, context=old, timeout=20)
            with self.assertRaises(OSError):
                connection.request("GET", "/login")
            connection.close()
        plain = http.client.HTTPConnection("localhost", self.port, timeout=20)
        with self.assertRaises((OSError, http.client.HTTPException)):
            plain.request("GET", "/login")
            plain.getresponse()
        plain.close()
        self.assertEqual(self.log_in(password="a" * 100_000).status, 413)
        self.assertEqual(self.log_in(password="a" * 2000).status, 403)
        begin = time.monotonic()
        self.enter()
        self.assertLess(time.monotonic() - begin, 5 * SLOWNESS)


if __name__ == "__main__":
    python_test.main()
