import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hilfelotse.web.components import guard
from tests.factories import pictures

pytestmark = pytest.mark.django_db


def test_pictures_above_the_limit_are_not_even_looked_at(client, monkeypatch):
    monkeypatch.setattr(guard, "PHOTOS_PER_ADDRESS", 1)
    looked = []
    monkeypatch.setattr("hilfelotse.web.components.photo_field.read_photo", looked.append)
    url = reverse("portal:property_building")
    for number in range(3):
        photo = SimpleUploadedFile(f"{number}.jpg", pictures.jpeg(), "image/jpeg")
        response = client.post(url, {"photos": [photo], "text": "Ein Hotel"})
    assert response.status_code == 429
    assert "Ein Hotel" in response.text
    assert len(looked) <= 1
