"""Requests that nobody sends by a form of ours, and forms that are filled in strangely."""

from urllib.parse import quote

import pytest
from django.test import Client, RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.wsgi import application
from hilfelotse.base.idempotency import new_key
from hilfelotse.base.text import clean_line
from hilfelotse.cases.models import Case
from hilfelotse.people.models import Party
from hilfelotse.web.components import guard
from tests.factories import places


@pytest.fixture(autouse=True)
def unhurried(monkeypatch):
    """People read; tests do not."""
    monkeypatch.setattr(guard, "QUICKEST_SECONDS", -1)


# --- nothing typed is lost, nothing half stored -------------------------------------------------


def question(**changed) -> dict:
    return {
        "name": "Toni", "email": "toni@post.example", "phone": "", "website": "",
        "text": "Wo kann ich helfen?", "started": guard.started_now(), "key": new_key(),
    } | changed  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "N" * 201),
        ("email", "kein at-zeichen"),
        ("email", "a@" + "b" * 260 + ".de"),
        ("phone", "eins zwei drei"),
        ("phone", "+49" + "1" * 60),
        ("text", "T" * 3001),
        ("name", "   "),
        ("name", "\u200e\u202e\0"),
    ],
)
def test_a_wrong_field_is_named_and_everything_typed_comes_back(field, value):
    data = question(**{field: value})
    response = Client().post("/de/frage/", data)
    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    shown = response.context["form"]
    for name in ("name", "email", "phone", "text"):
        assert (shown[name].value() or "") == data[name]
    body = response.content.decode()
    assert f'href="#id_{field}"' in body  # the summary leads to the field
    assert 'aria-invalid="true"' in body
    assert Case.objects.count() == Party.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name",
    ["Nguyễn", "O’Brien-Müller", "D'Angelo", "محمد", "李", "Ольга", "ናርዶስ", "X Æ A-12",
     "de la Cruz", "İpek", "Suharto", "Ōe", "நிலா", "Zoë"],
)  # fmt: skip
def test_every_name_is_right(name):
    assert Client().post("/de/frage/", question(name=name)).status_code == 302
    assert Party.objects.get().name == name


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(name=st.text(min_size=1, max_size=250), text=st.text(min_size=1, max_size=500))
def test_any_text_is_taken_or_comes_back(db, name, text):
    before = Case.objects.count()
    response = Client().post("/de/frage/", question(name=name, text=text))
    if response.status_code == 302:
        party = Party.objects.latest("pk")
        assert party.name == clean_line(name)
        assert "\0" not in party.name + Case.objects.latest("pk").text
    else:
        assert response.status_code == 200
        assert {"name", "text"} & set(response.context["form"].errors)
        assert Case.objects.count() == before


@pytest.mark.django_db
def test_bytes_that_are_no_text_are_left_out():
    data = question()
    body = b"&".join(
        f"{key}={quote(value)}".encode() for key, value in data.items() if key != "name"
    )
    sent = Client().post(
        "/de/frage/",
        body + b"&name=%ff%feToni%c3%28",
        content_type="application/x-www-form-urlencoded",
    )
    assert sent.status_code == 302
    assert Party.objects.get().name == "Toni("


@pytest.mark.django_db
def test_fields_that_the_form_does_not_know_change_nothing():
    extra = {"state": "closed", "owner": "1", "is_staff": "1", "channel": "phone", "id": "1"}
    assert Client().post("/de/frage/", question() | extra).status_code == 302
    case = Case.objects.get()
    assert (case.state, case.owner, case.channel) == ("new", None, "web")


@pytest.mark.django_db
def test_of_a_field_sent_twice_one_counts_and_nothing_breaks():
    data = question() | {"name": ["Erste", "Zweite"], "email": ["a@post.example", "b@post.example"]}
    assert Client().post("/de/frage/", data).status_code == 302
    assert Party.objects.get().name == "Zweite"


@pytest.mark.django_db
def test_what_is_typed_wrong_in_a_step_stays_through_other_steps():
    client = Client()
    base = client.post("/de/helfen/", {"who": "group"})["Location"].rsplit("/", 2)[0]
    client.post(f"{base}/gruppe/", {"group_name": "Klasse 8b", "group_size": "viele"})
    client.get(f"{base}/wer/")
    again = client.get(f"{base}/gruppe/")
    body = again.content.decode()
    assert "Klasse 8b" in body
    assert "viele" in body
    assert "group_size" in again.context["form"].errors


# --- mails


@pytest.mark.django_db
def test_nothing_typed_gets_into_the_head_of_a_mail(run_tasks, mailoutbox):
    places.postcode()
    bad = "Toni\r\nBcc: all@evil.example\nSubject: x"
    client = Client()
    assert client.post("/de/frage/", question(name=bad, text=bad)).status_code == 302
    run_tasks()
    message = mailoutbox[0].message()
    assert message["Bcc"] is None
    assert len(message.get_all("Subject")) == 1
    assert mailoutbox[0].recipients() == ["toni@post.example"]
    assert "evil.example" not in mailoutbox[0].body


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    ["a@post.example\r\nBcc: b@evil.example", "a@post.example, b@evil.example", "<a@post.example>",
     "a@post.example;b@evil.example", "a\0@post.example\r\n", "Toni <a@post.example>"],
)  # fmt: skip
def test_one_address_is_one_address(address):
    response = Client().post("/de/frage/", question(email=address))
    if response.status_code == 302:
        point = Party.objects.get().contact_points.get(kind="email")
        assert point.value == "a@post.example"
    else:
        assert list(response.context["form"].errors) == ["email"]
        assert Case.objects.count() == 0


# --- bodies -------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["/de/frage/", "/de/helfen/", "/de/status/", "/konto/anmelden/"])
@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("&".join(f"f{n}=x" for n in range(2000)), "application/x-www-form-urlencoded"),
        ("text=" + "x" * 3_000_000, "application/x-www-form-urlencoded"),
        ("--x\r\nbroken", "multipart/form-data; boundary=x"),
        ("--x\r\nbroken", "multipart/form-data"),
        ("name=x", "multipart/form-data; boundary=\xff"),
        ('{"name": "x"}', "application/json"),
        ("<x/>", "text/xml"),
        ("name=x", "application/x-www-form-urlencoded; charset=utf-16"),
        ("name=x", "multipart/form-data; boundary=x; charset=hex"),
        ("name=x", ""),
        ("\0\0\0", "application/x-www-form-urlencoded"),
    ],
)
def test_strange_bodies(url, body, kind):
    before = Case.objects.count()
    response = Client(raise_request_exception=False).generic("POST", url, body, content_type=kind)
    assert response.status_code in (200, 400, 413)
    if len(body) > 10_000:
        assert response.status_code in (400, 413)
    assert Case.objects.count() == before


def ask_server(path: str, **headers: str) -> int:
    """The status that the real server's application gives; the test client reads otherwise."""
    environ = RequestFactory().get(path).environ | headers
    return application.get_response(application.request_class(environ)).status_code


@pytest.mark.django_db
@pytest.mark.parametrize("charset", ["hex", "base64", "rot13", "undefined", "idna", "utf-7", "no"])
def test_a_charset_that_makes_no_text(charset):
    kind = f"text/plain; charset={charset}"
    assert ask_server("/de/bedarf/?aufgabe=%41", CONTENT_TYPE=kind) == 400


@pytest.mark.django_db
@pytest.mark.parametrize(
    "kind", ["text/plain; charset=UTF-8", "text/plain", "", "x/y; charset=utf8"]
)
def test_other_content_types_read_as_ever(kind):
    assert ask_server("/de/bedarf/?aufgabe=%41", CONTENT_TYPE=kind) == 200


# --- headers ------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    "host", ["evil.example", "localhost:80:80", "localhost.evil.example", "a" * 5000, "[::1", "",
             "localhost\r\nX: y", "localhost@evil.example"],
)  # fmt: skip
def test_forged_hosts_are_refused(host):
    response = Client(raise_request_exception=False).get("/de/", headers={"host": host})
    assert response.status_code == 400
    assert b"evil.example" not in response.content


@pytest.mark.django_db
def test_forwarded_headers_are_not_believed(mailoutbox):
    headers = {"x-forwarded-host": "evil.example", "x-forwarded-for": "1.2.3.4",
               "x-forwarded-proto": "https", "x-forwarded-port": "1", "x-original-url": "/desk/",
               "x-rewrite-url": "/desk/", "x-http-method-override": "DELETE"}  # fmt: skip
    response = Client().get("/de/", headers=headers)
    assert response.status_code == 200
    assert b"evil.example" not in response.content
    assert "evil.example" not in Client().get("/desk/", headers=headers)["Location"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wanted",
    ["x" * 10_240, "de;q=" + "9" * 5000, ",".join(["ar;q=0.1"] * 2000), "\xff", "ar-", "*"],
)  # fmt: skip
def test_strange_accept_language(wanted):
    response = Client().get("/", headers={"accept-language": wanted})
    assert response.status_code == 302
    assert response["Location"] in ("/de/", "/en/", "/ar/")


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["sessionid", "csrftoken", "messages", "django_language"])
@pytest.mark.parametrize("value", ['"\\000aaaaaaaaaa"', "x" * 4000, '"\\377\\376aaaaaaa"', "'; --"])
def test_strange_cookies(name, value):
    client = Client(raise_request_exception=False)
    for url in ("/de/helfen/abc/wer/", "/de/frage/", "/desk/"):
        response = client.get(url, headers={"cookie": f"{name}={value}"})
        assert response.status_code in (200, 302, 400)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    ["/de/%00/", "/%00", "/%ff%fe", "//evil.example/", "/de/../../etc/passwd", "/de/bedarf/0/",
     "/de/bedarf/-1/", "/de/bedarf/" + "9" * 40 + "/", "/de/bedarf/٣/",
     "/" + "a" * 20_000, "/.git/config",
     "/de/helfen/%F0%9F%98%80/wer/", "/de/status/" + "a" * 21 + "/", "/de/status/" + "a" * 22 + "/",
     "/de/status/" + "a" * 22 + "%00/", "/konto/passwort/neu/zzzzzzzzzzzzz-abc-def/",
     "/konto/passwort/neu/%00-x-y/", "/static/../config/settings.py", "/xx/", "/de/nirgends/"],
)  # fmt: skip
def test_strange_paths(path):
    response = Client(raise_request_exception=False).get(path)
    assert response.status_code in (200, 302, 400, 404)
    if response.status_code == 200:
        assert path.startswith("/konto/")  # "this link is not valid"
