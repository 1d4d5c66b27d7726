"""A photo as an answer. The view has checked who may see it, and noted the look."""

from django.http import HttpResponse

from hilfelotse.photos.models import Photo


def photo_response(photo: Photo) -> HttpResponse:
    """The JPEG that we drew. Were it ever something else, it could do nothing."""
    response = HttpResponse(bytes(photo.content), content_type="image/jpeg")
    response["Content-Disposition"] = f'inline; filename="foto-{photo.pk}.jpg"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
