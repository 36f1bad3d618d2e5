"""A desk for a test: `banxin serve` on a folder of the test's own, and what a browser would send it."""

import contextlib
import html
import http.client
import re
import signal
import socket
import subprocess
import urllib.parse
import uuid

from python_test import PROGRAM, environment


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.bytes = response.read()
        self.location = self.headers.get("location")

    @property
    def text(self):
        return self.bytes.decode("utf-8")


class Desk:
    """Starts in `folder`; ends with the test that it is given to."""

    def __init__(self, case, folder, *options):
        self.folder = folder
        self.process = subprocess.Popen([str(PROGRAM), "serve", str(folder), *map(str, options)], stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, env=environment())
        case.addCleanup(self.end)
        self.address = self.process.stdout.readline().decode().strip()
        case.assertRegex(self.address, r"^http://127\.0\.0\.1:\d+/\?ticket=[0-9a-f]{64}$", self.process.poll())
        parts = urllib.parse.urlsplit(self.address)
        self.port = parts.port
        self.host = f"127.0.0.1:{parts.port}"
        self.ticket = f"/?{parts.query}"
        self.cookie = None

    def end(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(20)
        self.process.stdout.close()
        self.process.stderr.close()
        return self.process.returncode

    def kill(self):
        self.process.kill()
        self.process.wait(20)

    def request(self, method, path, body=None, headers=None, timeout=60):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(method, path, body, {"Host": self.host, **(headers or {})})
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def enter(self):
        """Opens the one-time address, as a browser does."""
        answer = self.request("GET", self.ticket)
        assert answer.status == 303, answer.text
        self.cookie = answer.headers["set-cookie"].split(";")[0]
        return self

    def mine(self, **changes):
        """The headers of a page of the desk's own."""
        headers = {"Cookie": self.cookie, "Origin": f"http://{self.host}"}
        headers.update({name.replace("_", "-"): value for name, value in changes.items()})
        return headers

    def get(self, path, **headers):
        return self.request("GET", path, headers=self.mine(**headers))

    def post(self, path, fields, **headers):
        body = urllib.parse.urlencode(fields)
        return self.request("POST", path, body, self.mine(Content_Type="application/x-www-form-urlencoded", **headers))

    def send_files(self, path, fields, files):
        """`files`: field, name, bytes."""
        boundary = uuid.uuid4().hex
        body = b""
        for name, value in fields:
            body += f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, file, data in files:
            body += (f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{file}"\r\n'
                     "Content-Type: application/octet-stream\r\n\r\n").encode() + data + b"\r\n"
        body += f"--{boundary}--\r\n".encode()
        return self.request("POST", path, body, self.mine(Content_Type=f"multipart/form-data; boundary={boundary}"))

    def raw(self, data, timeout=10):
        """What comes back for these bytes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=timeout) as connection:
            back = b""
            # Who is refused early may find the connection closed while it still sends.
            with contextlib.suppress(OSError):
                connection.sendall(data)
                connection.shutdown(socket.SHUT_WR)
            with contextlib.suppress(OSError):
                while piece := connection.recv(65536):
                    back += piece
            return back

    def new(self, form, year, bureau="云岭市水利局", **more):
        """A new draft; its address."""
        answer = self.send_files("/new", {"form": form, "year": year, "bureau": bureau, **more}.items(), [])
        assert answer.status == 303, answer.text
        return answer.location

    def fields(self, path):
        """The fields of the part's form, as the page has them, and the version."""
        return fields_of(self.get(path).text)


def fields_of(page):
    form = re.search(r'<form id="part".*?</form>', page, re.S).group(0)
    fields = {}
    for name, value in re.findall(r'<input (?:id="[^"]*"|type="hidden") name="([^"]*)" value="([^"]*)"', form):
        fields[html.unescape(name)] = html.unescape(value)
    for name, value in re.findall(r'<textarea id="[^"]*" name="([^"]*)"[^>]*>\n(.*?)</textarea>', form, re.S):
        fields[html.unescape(name)] = html.unescape(value)
    return fields
