"""A browser of a few lines: calls the WSGI application, keeps cookies."""

import io
import re
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urlsplit

HOST = "hilfelotse.example"
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


class Visitor:
    """Somebody at one address of the network, with the cookies of one browser."""

    def __init__(self, application: Any, address: str = "10.0.0.1") -> None:
        self.application = application
        self.address = address
        self.cookies: dict[str, str] = {}

    def get(self, url: str) -> Answer:
        return self._ask("GET", url)

    def post(self, url: str, data: dict[str, Any]) -> Answer:
        return self._ask("POST", url, urlencode(data, doseq=True).encode())

    def token(self, url: str) -> str:
        """The token of the form on this page."""
        found = _TOKEN.search(self.get(url).body.decode())
        assert found, f"no form at {url}"
        return found[1]

    def fill_in(self, url: str, data: dict[str, Any]) -> str:
        """Fetch the page, send its form with ``data``, and tell where it leads."""
        answer = self.post(url, data | {"csrfmiddlewaretoken": self.token(url)})
        assert answer.status == 302, (url, answer.status, answer.body.decode())
        return answer.headers["Location"]

    def _ask(self, method: str, url: str, content: bytes = b"") -> Answer:
        started: list[Any] = []
        response = self.application(
            self._environ(method, url, content), lambda *args: started.extend(args)
        )
        body = b"".join(response)
        response.close()  # ends the request for Django
        status, headers = started[0], started[1]
        for name, value in headers:
            if name == "Set-Cookie":
                self._keep(value)
        return Answer(int(status[:3]), dict(headers), body)

    def _keep(self, header: str) -> None:
        for name, morsel in SimpleCookie(header).items():
            self.cookies[name] = morsel.value

    def _environ(self, method: str, url: str, content: bytes) -> dict[str, Any]:
        parts = urlsplit(url)
        return {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": parts.path,
            "QUERY_STRING": parts.query,
            "SERVER_NAME": HOST,
            "SERVER_PORT": "443",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": self.address,
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(content)),
            "HTTP_HOST": HOST,
            "HTTP_ORIGIN": f"https://{HOST}",
            "HTTP_X_FORWARDED_PROTO": "https",
            "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(content),
            "wsgi.errors": io.StringIO(),
            "wsgi.version": (1, 0),
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
