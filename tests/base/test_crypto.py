import pytest
from cryptography.fernet import InvalidToken

from hilfelotse.accounts.adapters import MfaAdapter
from hilfelotse.base import crypto


def test_a_secret_comes_back_and_is_not_readable():
    sealed = crypto.encrypt("JBSWY3DPEHPK3PXP")
    assert "JBSWY3DPEHPK3PXP" not in sealed
    assert crypto.decrypt(sealed) == "JBSWY3DPEHPK3PXP"
    assert crypto.encrypt("JBSWY3DPEHPK3PXP") != sealed


def test_a_new_key_still_opens_what_the_old_one_closed(settings):
    sealed = crypto.encrypt("seed")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "new"
    assert crypto.decrypt(sealed) == "seed"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(InvalidToken):
        crypto.decrypt(sealed)


def test_a_changed_secret_is_refused():
    sealed = crypto.encrypt("seed")
    with pytest.raises(InvalidToken):
        crypto.decrypt(sealed[:-4] + "AAA=")


def test_second_factors_are_stored_encrypted():
    adapter = MfaAdapter()
    assert adapter.encrypt("seed") != "seed"
    assert adapter.decrypt(adapter.encrypt("seed")) == "seed"
