"""„Sachspende“: advice before anything is sent, a polite no, photos that survive other errors."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hilfelotse.cases.models import Case
from hilfelotse.directory.models import AcceptanceStop
from hilfelotse.people.consent import FOR_HANDOVER, is_given
from hilfelotse.photos.models import Photo
from hilfelotse.web.components import guard
from tests.factories import goods, pictures, places

pytestmark = pytest.mark.django_db

THINGS = {
    "group": "clothing", "item": "Herrenjacken", "quantity": "3", "unit": "piece",
    "condition": "2", "size": "M", "postcode": "30449",
}  # fmt: skip
REST = {
    "rat": {"if_not": "keep"},
    "abholung": {"can_bring": "on", "floor": "3. Stock"},
    "fotos": {},
    "kontakt": {"name": "Toni", "phone": "0511 123456", "may_call": "yes"},
}


@pytest.fixture(autouse=True)
def _no_haste(monkeypatch):
    monkeypatch.setattr(guard, "QUICKEST_SECONDS", 0)
    places.postcode()


def begin(client, query="", **changed) -> str:
    """The draft's id; fails if the first step was not right."""
    began = client.post(reverse("portal:goods") + query, THINGS | changed)
    assert began.status_code == 302
    return began.url.split("/")[3]


def url(draft: str, step: str) -> str:
    return reverse("portal:goods_step", kwargs={"draft_id": draft, "step_name": step})


def fill(client, draft: str, **changed) -> None:
    for step, answer in (REST | changed).items():
        sent = client.post(url(draft, step), answer)
        assert sent.status_code == 302, sent.content.decode()


def photo(content: bytes | None = None, name="jacke.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or pictures.jpeg(gps=True), "image/jpeg")


def test_from_the_first_click_to_the_receipt(client):
    need = goods.need()
    draft = begin(client, f"?bedarf={need.pk}")
    advice = client.get(url(draft, "rat")).content.decode()
    assert "Das wird gerade gebraucht" in advice
    assert need.title in advice
    fill(client, draft, fotos={"photos": [photo()]})
    assert "Herrenjacken" in client.get(url(draft, "pruefen")).content.decode()
    sent = client.post(url(draft, "pruefen"))
    assert sent.url == reverse("portal:goods_done", kwargs={"draft_id": draft})
    case = Case.objects.select_related("goods_offer").get()
    offer = case.goods_offer
    assert (case.kind, case.postcode, offer.goods, offer.item) == (
        "goods", "30449", "clothing", "Herrenjacken",
    )  # fmt: skip
    assert (offer.quantity, offer.size, offer.can_bring, offer.if_not) == (3, "M", True, "keep")
    assert is_given(case.party, "contact", FOR_HANDOVER)
    assert pictures.GPS not in bytes(case.photos.get().content)
    assert case.reference in client.get(sent.url).content.decode()
    # Sent twice is sent once; nothing personal stays in the session.
    client.post(url(draft, "pruefen"))
    assert Case.objects.count() == 1
    assert "photos" not in client.session["drafts"][draft]


def test_never_is_a_polite_no_and_no_form_goes_on(client):
    draft = begin(client, group="furniture", item="Matratze")
    page = client.get(url(draft, "rat")).content.decode()
    assert "hygienischen Gründen" in page
    assert "Sperrmüllabfuhr" in page
    assert "if_not" not in page
    client.post(url(draft, "rat"), REST["rat"])
    for step in ("abholung", "kontakt", "pruefen"):
        assert client.get(url(draft, step)).url == url(draft, "rat")
    assert client.post(url(draft, "pruefen")).status_code == 302
    assert not Case.objects.exists()


def test_a_stop_is_said_before_and_the_offer_still_possible(client):
    goods.need()
    AcceptanceStop.objects.create(goods="clothing", reason="Lager voll", instead="Zur Diakonie.")
    page = client.get(url(begin(client), "rat")).content.decode()
    assert "Lager voll" in page
    assert "Zur Diakonie." in page
    assert "Trotzdem anbieten" in page
    assert "Das wird gerade gebraucht" not in page


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"quantity": "0"}, "mindestens 1"),
        ({"quantity": "-4"}, "mindestens 1"),
        ({"quantity": "9" * 30}, "rufen Sie uns bitte an"),
        ({"quantity": "viele"}, "ganze Zahl"),
        ({"item": ""}, "Schreiben Sie, was es ist."),
        ({"postcode": "12"}, "5 Ziffern"),
        ({"group": "gold"}, "group"),
    ],
)
def test_bad_input_comes_back_filled(client, changed, words):
    page = client.post(reverse("portal:goods"), THINGS | changed)
    assert page.status_code == 200
    assert words in page.content.decode()
    assert 'value="M"' in page.content.decode()


def test_dates_that_are_over_or_run_backward(client):
    draft = begin(client)
    client.post(url(draft, "rat"), REST["rat"])
    past = {
        "available_until_day": "1",
        "available_until_month": "1",
        "available_until_year": "2020",
    }
    page = client.post(url(draft, "abholung"), past | {"floor": "Keller"}).content.decode()
    assert "schon vorbei" in page
    assert "Keller" in page


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (lambda: photo(b"<script>alert(1)</script>"), "„jacke.jpg“ ist kein Foto"),
        (lambda: photo(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "x.svg"), "ist kein Foto"),
        (lambda: photo(pictures.bomb()), "ist zu groß"),
        (lambda: photo(b"\xff\xd8" + b"0" * 10_500_000), "ist zu groß"),
    ],
    ids=["script", "svg", "bomb", "many bytes"],
)
def test_what_is_no_photo_says_so_and_keeps_the_earlier_ones(client, file, words):
    draft = begin(client)
    fill(client, draft, fotos={"photos": [photo()]})
    page = client.post(url(draft, "fotos"), {"photos": [file()]}).content.decode()
    assert words in page
    assert "Ihre Fotos sind da" in page
    # Going on without new ones keeps what was there.
    client.post(url(draft, "fotos"), {})
    client.post(url(draft, "pruefen"))
    assert Photo.objects.count() == 1


def test_six_photos_are_too_many_and_photos_can_be_removed(client):
    draft = begin(client)
    fill(client, draft, fotos={"photos": [photo()]})
    six = {"photos": [photo() for _ in range(6)]}
    assert "mehr als 5" in client.post(url(draft, "fotos"), six).content.decode()
    client.post(url(draft, "fotos"), {"remove": "1"})
    client.post(url(draft, "pruefen"))
    assert Case.objects.count() == 1
    assert not Photo.objects.exists()


def test_an_error_in_the_contact_does_not_lose_the_photos(client):
    draft = begin(client)
    fill(client, draft, fotos={"photos": [photo(), photo(pictures.jpeg(color="green"), "b.jpg")]})
    wrong = client.post(url(draft, "kontakt"), {"name": "Toni", "email": "x", "may_call": "no"})
    assert wrong.status_code == 200
    client.post(url(draft, "kontakt"), REST["kontakt"])
    client.post(url(draft, "pruefen"))
    assert Photo.objects.count() == 2


def test_a_stranger_has_no_part_in_the_draft(client):
    draft = begin(client)
    client.cookies.clear()
    assert client.get(url(draft, "rat")).url == reverse("portal:goods")
    assert b"Herrenjacken" not in client.get(reverse("portal:goods")).content
