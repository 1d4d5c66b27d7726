from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "hilfelotse.office"

    def ready(self) -> None:
        from hilfelotse.office import checks  # noqa: F401  (registers itself)
