"""Who may come in to the desk, and what a stranger can do at its door."""

import os
import socket
import time
import urllib.parse

import python_test
from desk_kit import Desk
from python_test import SAMPLES, SLOWNESS, banxin


class Door(python_test.Case):
    def setUp(self):
        super().setUp()
        (self.folder / "report.xml").write_bytes((SAMPLES / "filled-2021.xml").read_bytes())
        self.desk = Desk(self, self.folder)

    def draft(self):
        page = self.desk.get("/").text
        return page.split('href="/draft/')[1].split('"')[0]

    def test_D_15_the_address_works_once_and_nothing_is_given_without_it(self):
        for path in ("/", "/desk.css", "/desk.js", "/draft/0123456789abcdef", "/?ticket=" + "0" * 64, "/?ticket="):
            answer = self.desk.request("GET", path)
            self.assertEqual(answer.status, 403, path)
            self.assertNotIn("set-cookie", answer.headers)
            self.assertNotIn("云岭市", answer.text)
        self.desk.enter()
        self.assertEqual(self.desk.get("/").status, 200)
        self.assertIn("云岭市自然资源局", self.desk.get("/").text)
        # A second browser with the same address, and one that guesses a session.
        self.assertEqual(self.desk.request("GET", self.desk.ticket).status, 403)
        guess = self.desk.cookie[:-1] + ("0" if self.desk.cookie[-1] != "0" else "1")
        self.assertEqual(self.desk.request("GET", "/", headers={"Cookie": guess}).status, 403)
        # The browser that has the session may open it again.
        self.assertEqual(self.desk.request("GET", self.desk.ticket, headers={"Cookie": self.desk.cookie}).status, 303)

    def test_D_15_only_its_own_names_are_answered(self):
        self.desk.enter()
        port = self.desk.port
        for host in (f"127.0.0.1:{port}", f"localhost:{port}", f"[::1]:{port}"):
            self.assertEqual(self.desk.get("/", Host=host).status, 200, host)
        for host in ("evil.example", f"evil.example:{port}", "127.0.0.1", f"127.0.0.1.nip.io:{port}", f"localhost.:{port}", f"localhost:{port + 1}",
                     f"127.0.0.1:{port}@evil.example", f"0.0.0.0:{port}", f"127.1:{port}", "x" * 300):
            answer = self.desk.get("/", Host=host)
            self.assertEqual(answer.status, 421, host)
            self.assertNotIn("云岭市", answer.text)
        cookie = f"Cookie: {self.desk.cookie}\r\n".encode()
        self.assertIn(b" 400 ", self.desk.raw(b"GET / HTTP/1.1\r\n" + cookie + b"\r\n").split(b"\r\n")[0])
        twice = f"GET / HTTP/1.1\r\nHost: {self.desk.host}\r\nHost: evil.example\r\n".encode() + cookie + b"\r\n"
        self.assertNotIn(b" 200 ", self.desk.raw(twice).split(b"\r\n")[0])

    def test_D_15_a_change_comes_from_a_page_of_its_own(self):
        self.desk.enter()
        draft = self.draft()
        before = (self.folder / "report.xml").read_bytes()
        fields = self.desk.fields(f"/draft/{draft}/report")
        fields["bureau"] = "别的单位"
        for origin in (None, "null", "http://evil.example", f"https://{self.desk.host}", f"http://localhost:{self.desk.port}", f"http://127.0.0.1:{self.desk.port + 1}",
                       f"http://{self.desk.host}.evil.example", ""):
            headers = {"Cookie": self.desk.cookie, "Content-Type": "application/x-www-form-urlencoded"}
            if origin is not None:
                headers["Origin"] = origin
            answer = self.desk.request("POST", f"/draft/{draft}/report", urllib.parse.urlencode(fields), headers)
            self.assertEqual(answer.status, 403, origin)
        self.assertEqual((self.folder / "report.xml").read_bytes(), before)
        self.assertEqual(self.desk.post(f"/draft/{draft}/report", fields).status, 303)
        self.assertIn("别的单位", (self.folder / "report.xml").read_text(encoding="utf-8"))

    def test_what_every_answer_says_to_the_browser(self):
        cookie = self.desk.request("GET", self.desk.ticket).headers["set-cookie"]
        self.assertRegex(cookie, r"; Path=/; HttpOnly; SameSite=Strict$")
        self.desk.cookie = cookie.split(";")[0]
        for path in ("/", "/desk.css", "/nowhere", f"/draft/{self.draft()}/chapter-1"):
            headers = self.desk.get(path).headers
            self.assertTrue(headers["content-security-policy"].startswith("default-src 'self'; "), path)
            self.assertIn("frame-ancestors 'none'", headers["content-security-policy"])
            self.assertEqual((headers["x-content-type-options"], headers["connection"].lower()), ("nosniff", "close"))
        self.assertEqual(self.desk.get("/").headers["cache-control"], "no-store")
        # Nothing on a page comes from elsewhere, and nothing on it would need what the policy forbids.
        for path in ("/", f"/draft/{self.draft()}", f"/draft/{self.draft()}/chapter-3"):
            text = self.desk.get(path).text
            self.assertNotRegex(text, r"(src|href|action)=\"(https?:)?//|<style|\bstyle=|\bon[a-z]+=")

    def test_other_methods_and_malformed_requests(self):
        self.desk.enter()
        for method in ("PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "PROPFIND"):
            self.assertIn(self.desk.request(method, "/", headers=self.desk.mine()).status, (405, 501), method)
        for data in (b"\r\n\r\n", b"GET\r\n\r\n", b"\x00\xff\x00" * 100, b"GET / HTTP/9.9\r\n\r\n", b"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
                     b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\n\r\n", b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 200_000 + b"\r\n\r\n"):
            self.assertNotIn(b" 200 ", self.desk.raw(data)[:20], data[:40])
        wrong = self.desk.request("POST", "/new", b"{}", self.desk.mine(Content_Type="application/json"))
        self.assertEqual(wrong.status, 415)
        self.assertEqual(self.desk.get("/").status, 200)

    def test_what_is_too_large_is_refused(self):
        self.desk.enter()
        head = f"POST /new HTTP/1.1\r\nHost: {self.desk.host}\r\nOrigin: http://{self.desk.host}\r\nCookie: {self.desk.cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        for length in ("999999999999", "100000000", "99999999999999999999999"):
            back = self.desk.raw(head.encode() + f"Content-Length: {length}\r\n\r\n".encode())
            self.assertRegex(back[:16], rb" 4(00|13) ", length)
        body = b"bureau=" + b"a" * (17 << 20)
        answer = self.desk.request("POST", "/new", body, self.desk.mine(Content_Type="application/x-www-form-urlencoded"))
        self.assertEqual(answer.status, 413)
        self.assertEqual(self.desk.get("/").status, 200)
        self.assert_only("report.xml")

    def test_slow_clients_stand_in_nobodys_way_and_are_cut_off(self):
        self.desk.enter()
        slow = [socket.create_connection(("127.0.0.1", self.desk.port)) for _ in range(40)]
        for one in slow:
            one.sendall(b"GET / HTTP/1.1\r\nHost: ")
        begin = time.monotonic()
        self.assertEqual(self.desk.get("/").status, 200)
        self.assertLess(time.monotonic() - begin, 2 * SLOWNESS)
        slow[0].settimeout(40)
        self.assertEqual(slow[0].recv(100)[:0], b"")
        self.assertLess(time.monotonic() - begin, 30)
        for one in slow:
            one.close()

    def test_names_never_become_paths(self):
        self.desk.enter()
        secret = self.folder / "secret.txt"
        secret.write_text("SECRET")
        os.symlink("/etc/passwd", self.folder / "link.xml")
        (self.folder / ".hidden.xml").write_text("<record/>")
        (self.folder / "folder.xml").mkdir()
        for path in ("/secret.txt", "/draft/secret.txt", "/draft/report.xml", "/draft/../secret.txt", "/draft/%2e%2e/secret.txt", "/draft/..%2fsecret.txt",
                     "/draft/%2fetc%2fpasswd", "//etc/passwd", "/draft/link.xml", "/draft/%00", "/draft/" + "a" * 5000, "/draft/./report.xml", "/draft//report.xml/report"):
            answer = self.desk.get(path)
            self.assertIn(answer.status, (400, 404, 414), path)
            self.assertNotIn("SECRET", answer.text)
            self.assertNotIn("root:", answer.text)
        start = self.desk.get("/").text
        for name in ("link.xml", ".hidden.xml", "folder.xml", "secret.txt"):
            self.assertNotIn(name, start)
        answer = self.desk.send_files("/new", [("form", "../../x"), ("year", "2024"), ("bureau", "../../x")], [])
        self.assertEqual(answer.status, 400)
        made = self.desk.new("disclosure-2021", 2024, "../../../tmp/evil")
        self.assertEqual(self.desk.get(made).status, 200)
        self.assertEqual(sorted(path.name for path in self.folder.glob("20*")), ["2024-disclosure-2021.xml"])

    def test_one_desk_writes_to_a_folder_and_a_port_has_one(self):
        done = banxin("serve", self.folder)
        self.assertEqual(done.returncode, 75)
        self.assertIn("[desk-busy]", done.messages)
        done = banxin("serve", self.folder / "other", "--port", self.desk.port)
        self.assertEqual(done.returncode, 75)
        self.assertIn("[desk-port]", done.messages)
        self.assertEqual(self.desk.end(), 0)
        again = Desk(self, self.folder).enter()
        self.assertEqual(again.get("/").status, 200)

    def test_it_listens_on_the_loopback_alone(self):
        listening = open(f"/proc/{self.desk.process.pid}/net/tcp").read()
        ports = [line.split()[1] for line in listening.splitlines()[1:] if int(line.split()[1].split(":")[1], 16) == self.desk.port and line.split()[3] == "0A"]
        self.assertEqual([port.split(":")[0] for port in ports], ["0100007F"])
        six = open(f"/proc/{self.desk.process.pid}/net/tcp6").read()
        self.assertNotIn(f":{self.desk.port:04X} ", six)


if __name__ == "__main__":
    python_test.main()
