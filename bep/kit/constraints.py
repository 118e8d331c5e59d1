"""`full_clean` with one question to the database for all the checks of a row, where Django asks one for each."""

from contextlib import contextmanager, nullcontext

from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, Q


def clean(record):
    """Django's own answers, word for word: where a check fails, or a field, it is asked as ever."""
    try:
        record.full_clean(validate_constraints=False)
    except ValidationError:
        record.full_clean()
        raise
    with without_checks(record) if checks_hold(record) else nullcontext():
        record.validate_constraints()


def checks_hold(record):
    checks = [found.condition for found in record._meta.constraints if isinstance(found, CheckConstraint)]
    return not checks or Q(*checks).check(record._get_field_expression_map(meta=record._meta))


@contextmanager
def without_checks(record):
    """This row's constraints are those of other kinds: that it is the only one of its like, that it overlaps none."""
    others = [found for found in record._meta.constraints if not isinstance(found, CheckConstraint)]
    record.get_constraints = lambda: [(type(record), others)]
    try:
        yield
    finally:
        del record.get_constraints
