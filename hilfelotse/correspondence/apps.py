from django.apps import AppConfig


class CorrespondenceConfig(AppConfig):
    name = "hilfelotse.correspondence"

    def ready(self) -> None:
        from hilfelotse.correspondence import checks  # noqa: F401  (registers itself)
