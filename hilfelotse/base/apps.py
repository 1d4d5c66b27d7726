from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class BaseConfig(AppConfig):
    name = "hilfelotse.base"

    def ready(self) -> None:
        from hilfelotse.base import checks  # noqa: F401  (registers itself)

        # Each package says in its privacy.py what its fields are for; see base.privacy.
        autodiscover_modules("privacy")
