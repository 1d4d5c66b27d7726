from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "hilfelotse.accounts"

    def ready(self) -> None:
        from hilfelotse.accounts import checks  # noqa: F401  (registers itself)
