"""The editors' page of words that mean the same."""

from hilfelotse.knowledge.models import Synonym


def test_an_editor_adds_and_removes(world):
    client = world.client("editor_city")
    sent = client.post("/redaktion/suchwoerter/", {"language": "ar", "words": "طبيب, دكتور"})
    assert sent.status_code == 302
    row = Synonym.objects.get(language="ar")
    page = client.get("/redaktion/suchwoerter/").content.decode()
    assert '<bdi lang="ar" dir="rtl">طبيب, دكتور</bdi>' in page
    assert client.post(f"/redaktion/suchwoerter/{row.pk}/loeschen/").status_code == 302
    assert not Synonym.objects.filter(language="ar").exists()


def test_one_word_is_sent_back_as_it_was(world):
    sent = world.client("lead").post("/redaktion/suchwoerter/", {"language": "de", "words": "Amt"})
    assert sent.status_code == 422
    page = sent.content.decode()
    assert "mindestens zwei Wörter" in page
    assert 'value="Amt"' in page
