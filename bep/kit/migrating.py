"""Migrations on an empty database, in a tenth of the time."""

from contextlib import contextmanager

from django.core.management import call_command
from django.db import connections
from django.db.migrations.state import ProjectState


def migrate(using):
    """Django's own way wherever there is a table already: haste is for a first start, whose tables hold nothing yet."""
    if connections[using].introspection.table_names():
        call_command("migrate", database=using, verbosity=0)
    else:
        with each_model_alone():
            call_command("migrate", database=using, verbosity=0)


@contextmanager
def each_model_alone():
    """A changed model is drawn up anew by itself.

    Django draws up with it every model that is tied to it, which is nearly all there are, at each of hundreds of changes: a
    minute of a first start. A change of tables asks of the others no more than what they are called. Before a step that
    asks them more (RunPython), Django itself draws up all of them, since the state says that it is delayed.
    """
    djangos = ProjectState._find_reload_model  # type: ignore[attr-defined]
    setattr(ProjectState, "_find_reload_model", itself)  # noqa: B010 (a method is not assigned to, says mypy)
    try:
        yield
    finally:
        setattr(ProjectState, "_find_reload_model", djangos)  # noqa: B010


def itself(state, app_label, model_name, delay=False):
    state.is_delayed = True
    return {(app_label, model_name)}
