"""What every test may ask for: the database of tests/database.py and the people of tests/cast.py."""

from tests.browser.axe import browser, page_as
from tests.cast import as_, cast
from tests.database import django_db_setup

__all__ = ["as_", "browser", "cast", "django_db_setup", "page_as"]
