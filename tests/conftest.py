"""What every test may ask for: the database of tests/database.py and the people of tests/cast.py."""

from tests.cast import as_, cast
from tests.database import django_db_setup

__all__ = ["as_", "cast", "django_db_setup"]
