"""Tables of a first start, from models that are drawn up one by one: the same, and whole models for a step that asks."""

import pytest
from django.db import connections, migrations, models
from django.db.migrations.state import ProjectState
from django.db.models import ForeignKey, IntegerField

from bep.kit.migrating import each_model_alone

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
KEY = [("id", models.AutoField(primary_key=True))]
STEPS = [
    migrations.CreateModel("House", [*KEY, ("number", IntegerField(unique=True))]),
    migrations.CreateModel("Room", [*KEY, ("house", ForeignKey("tests.House", models.CASCADE))]),
    migrations.CreateModel("Chair", [*KEY, ("room", ForeignKey("tests.Room", models.CASCADE))]),
    migrations.AddField("House", "street", IntegerField(default=1)),
    migrations.AddField("Room", "beside", ForeignKey("tests.Room", models.CASCADE, null=True)),
    migrations.AddField("House", "rooms", models.ManyToManyField("tests.Room", related_name="houses")),
    migrations.AlterField("House", "number", models.CharField(max_length=10, unique=True)),
    migrations.RenameField("House", "street", "road"),
    migrations.AddConstraint("Chair", models.UniqueConstraint(fields=["room"], name="one_chair")),
    migrations.RemoveField("Room", "beside"),
]


def statements(more=()):
    """What a migration would say to the database."""
    migration = type("All", (migrations.Migration,), {"operations": [*STEPS, *more]})("0001_all", "tests")
    with connections["owner"].schema_editor(collect_sql=True, atomic=False) as editor:
        state = migration.apply(with_apps(), editor)
    return [sql for sql in editor.collected_sql if not sql.startswith("--")], state


def with_apps():
    """A state that is drawn up from the start, as in the middle of a row of migrations."""
    state = ProjectState()
    assert state.apps
    return state


def test_the_statements_are_djangos_own():
    whole, state = statements()
    with each_model_alone():
        alone, quick = statements()
    assert alone == whole
    assert len(alone) > len(STEPS)
    assert quick == state


def test_a_step_that_asks_reads_every_model_as_it_stands():
    found = []

    def look(apps, editor):
        asked = apps.get_model("tests", "Chair").objects.filter(room__house__road=1, room__houses__number="2")
        found.append(str(asked.query))

    with each_model_alone():
        statements([migrations.RunPython(look)])
    assert "road" in found[0]
