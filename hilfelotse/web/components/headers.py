"""Headers that neither Django nor django-csp set."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

_OFF = ("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer",
        "microphone", "midi", "payment", "usb")  # fmt: skip
PERMISSIONS_POLICY = ", ".join(f"{feature}=()" for feature in _OFF)


class SecurityHeaders:
    """Isolates our pages from others and switches off what no page of ours uses."""

    def __init__(self, get_response: Callable) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cross-Origin-Embedder-Policy", "require-corp")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response
