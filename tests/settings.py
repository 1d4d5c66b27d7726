"""The product's own settings, made quick and safe for tests.

TEST_DATABASE_URL chooses the engine: unset = an SQLite file. Data lie in a folder of this run,
which the processes that tests start share through TEST_DATA.
"""

import atexit
import os
import shutil
import tempfile

from tests.template_guard import UndefinedVariable

if "TEST_DATA" not in os.environ:
    os.environ["TEST_DATA"] = tempfile.mkdtemp(prefix="hilfelotse-test-")
    atexit.register(shutil.rmtree, os.environ["TEST_DATA"], ignore_errors=True)
_data = os.environ["TEST_DATA"]

os.environ["HILFELOTSE_MODE"] = "demo"
os.environ["HILFELOTSE_DATA"] = _data
os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL", f"sqlite:///{_data}/db.sqlite3")
os.environ.pop("EMAIL_URL", None)

from config.settings import *

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, because a database in memory fails under the threads of the live server.
    DATABASES["default"]["TEST"] = {"NAME": f"{_data}/test.sqlite3"}
    # Nothing in here must survive a power cut.
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=MEMORY;PRAGMA synchronous=OFF;PRAGMA foreign_keys=ON;"
    )
# Connections kept by the live server's threads would hold the test database open.
DATABASES["default"]["CONN_MAX_AGE"] = 0

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STATIC_ROOT.mkdir(exist_ok=True)  # WhiteNoise warns of a folder that is not there
# The manifest exists only after collectstatic.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
# In memory: rate limits of one test must not reach into the next (conftest clears it).
# Pages are made anew each time; tests of the kept ones (tests/web/components/test_kept.py) say so.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UndefinedVariable()
