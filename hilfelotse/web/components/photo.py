"""Photos and pictures as answers. The view has checked who may see them, and noted the look."""

from django.http import HttpResponse

from hilfelotse.knowledge.models import Picture
from hilfelotse.photos.models import Photo

_FOR_A_YEAR = "public, max-age=31536000, immutable"  # the address changes with the picture


def photo_response(photo: Photo) -> HttpResponse:
    """Of what somebody offers: nobody keeps it but us."""
    return _jpeg(photo.content, f"foto-{photo.pk}.jpg", "private, no-store")


def picture_response(picture: Picture, *, is_public: bool) -> HttpResponse:
    """Of a page: everybody may keep it, if everybody may see it."""
    kept = _FOR_A_YEAR if is_public else "private, no-store"
    return _jpeg(picture.content, f"bild-{picture.pk}.jpg", kept)


def _jpeg(content: bytes | memoryview, name: str, kept: str) -> HttpResponse:
    """The JPEG that we drew. Were it ever something else, it could do nothing."""
    response = HttpResponse(bytes(content), content_type="image/jpeg")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = kept
    return response
