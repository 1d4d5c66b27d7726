import pytest

from hilfelotse.cases.actions.locked import CaseIsClosed
from hilfelotse.photos.actions import TooManyPhotos, add
from hilfelotse.photos.models import Photo
from tests.factories import cases, pictures

pytestmark = pytest.mark.django_db

COLOURS = ("navy", "green", "white", "black", "yellow", "pink")


def test_the_same_picture_is_kept_once():
    case = cases.question()
    add(case=case, photos=[pictures.drawn(), pictures.drawn()])
    add(case=case, photos=[pictures.drawn()])
    photo = Photo.objects.get()
    assert (photo.case, photo.width, photo.height) == (case, 80, 60)
    assert bytes(photo.content) == pictures.drawn().content


def test_the_sixth_picture_is_refused_and_none_is_kept():
    case = cases.question()
    with pytest.raises(TooManyPhotos):
        add(case=case, photos=[pictures.drawn(colour) for colour in COLOURS])
    assert not Photo.objects.exists()
    add(case=case, photos=[pictures.drawn(colour) for colour in COLOURS[:5]])
    with pytest.raises(TooManyPhotos):
        add(case=case, photos=[pictures.drawn(COLOURS[5])])
    assert case.photos.count() == 5


def test_nothing_is_added_to_an_ended_case():
    case = cases.question()
    type(case).objects.filter(pk=case.pk).update(
        state="closed", outcome="answered", closed_at=case.received_at
    )
    with pytest.raises(CaseIsClosed):
        add(case=case, photos=[pictures.drawn()])
