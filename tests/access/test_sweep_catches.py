"""The sweeps themselves are tried: each planted hole must be found, or a green sweep says nothing."""

import pytest
from django.db import connections
from django.http import HttpResponse
from django.test import override_settings
from django.urls import path

from bep.access.checks import every_view_says_who_may_open_it
from bep.access.gate import needs, signed_in
from bep.audit import guards
from bep.audit.record import shown
from bep.urls import urlpatterns as real
from people import permissions as may
from people.models import Person
from safeguarding.models import SealedPart
from tests.access.asking import rolled_back
from tests.access.lighter import lighten
from tests.access.sweep import Sweep
from tests.access.urls import routes
from tests.access.world import make_world


def unmarked(request):
    return HttpResponse("Who may open this?")


@needs(may.VIEW)
def by_number_alone(request, pk):
    """Fetches without `visible_to`."""
    person = Person.objects.filter(pk=pk).first()
    return HttpResponse(person.name if person else "", status=200 if person else 404)


@needs(may.VIEW)
def another_404(request, pk):
    """Tells apart who is not visible from who does not exist."""
    if Person.objects.visible_to(request.user).filter(pk=pk).exists():
        return HttpResponse("")
    return HttpResponse("Hidden" if Person.objects.filter(pk=pk).exists() else "None", status=404)


@signed_in("a test")
def unrecorded(request):
    """Draws names read as values, and does not say so."""
    names = Person.objects.visible_to(request.user).values_list("family_name", flat=True)
    return HttpResponse(", ".join(names))


@signed_in("a test")
def everybody(request):
    return HttpResponse(", ".join(person.name for person in Person.objects.all()))


@signed_in("a test")
def counts(request):
    return HttpResponse(f"There are {Person.objects.count()} people.")


@signed_in("a test")
def says_so(request):
    """A search that tells of whom it does not show."""
    found = Person.objects.filter(family_name=request.GET.get("q")).exists()
    return HttpResponse("Ask information governance." if found else "Nobody.")


@needs(may.VIEW)
def as_a_file(request, pk):
    """A restricted person's number in a file, by the right person's own view of themselves."""
    shown(pk)
    return HttpResponse(Person.objects.get(pk=pk).nhs_number, content_type="text/csv")


@signed_in("a test")
def unsealed(request):
    return HttpResponse(SealedPart.objects.first().words)


@signed_in("a test")
def forbids(request):
    return HttpResponse("", status=403)


urlpatterns = [
    path("people/<int:pk>/hole/", by_number_alone, name="hole"),
    path("people/<int:pk>/telling/", another_404, name="telling"),
    path("unmarked/", unmarked, name="unmarked"),
    path("unrecorded/", unrecorded, name="unrecorded"),
    path("everybody/", everybody, name="everybody"),
    path("counts/", counts, name="counts"),
    path("search/", says_so, name="says_so"),
    path("people/<int:pk>/file/", as_a_file, name="as_a_file"),
    path("forbids/", forbids, name="forbids"),
    path("unsealed/", unsealed, name="unsealed"),
    *real,
]


HOLES = {
    "unsealed",
    "hole",
    "telling",
    "unmarked",
    "unrecorded",
    "everybody",
    "forbids",
    "counts",
    "says_so",
    "as_a_file",
}


@pytest.fixture(scope="module")
def swept(django_db_setup, django_db_blocker, tmp_path_factory):
    """(what a sweep of the holes finds, the number of each person): swept once, and undone."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, override_settings(ROOT_URLCONF=__name__):
        lighten(patch, tmp_path_factory.mktemp("media"))
        patch.setattr("tests.access.sweep.SEARCHES", {"says_so": "q"})
        with rolled_back():
            world = make_world(["social_worker"])
            result = Sweep(world, [found for found in routes() if found[1] in HOLES]).run()
            return "\n".join(result.findings), {kind: person.pk for kind, person in world.people.items()}


@pytest.fixture
def found(swept):
    return swept[0]


def test_a_view_that_says_nothing_is_caught(found):
    assert "/unmarked/ does not say who may open it" in found


@pytest.mark.parametrize("kind", ["other", "restricted", "ended", "merged"])
def test_a_view_that_fetches_by_number_alone_is_caught(swept, kind):
    found, numbers = swept
    for method in ("GET", "POST") if kind in {"other", "restricted"} else ("GET",):
        assert f"{method} hole {{'pk': {numbers[kind]}}} as Sweep social_worker: 200, and not 404" in found


def test_whom_they_may_see_is_no_finding(swept):
    found, numbers = swept
    assert f"hole {{'pk': {numbers['visible']}}}" not in found


def test_a_404_that_tells_is_caught(found):
    assert "its words differ from those for what does not exist" in found


def test_a_name_that_is_not_recorded_is_caught(found):
    assert "GET unrecorded {} as Sweep social_worker: 200 names ['visible'], and the log" in found


def test_a_name_that_is_not_theirs_to_see_is_caught(found):
    hidden = ["ended", "merged", "other", "restricted"]
    assert f"GET everybody {{}} as Sweep social_worker: 200 names {hidden}, whom they may not see" in found


def test_a_number_in_a_file_is_caught(found):
    assert "names ['restricted'], whom they may not see" in [
        line.partition("200 ")[2] for line in found.splitlines() if line.startswith("GET as_a_file")
    ]


def test_a_count_of_everybody_is_caught(found):
    assert "GET counts as Sweep social_worker tells of one more hidden person" in found


def test_a_search_that_tells_of_somebody_hidden_is_caught(found):
    assert "GET says_so Hartwhistle as Sweep social_worker answers otherwise than for nobody" in found


def test_a_view_that_tells_what_is_sealed_is_caught(found):
    assert "GET unsealed {} as Sweep social_worker: 200 tells what is sealed" in found


def test_a_view_that_forbids_what_it_promises_is_caught(found):
    assert "GET forbids {} as Sweep social_worker: 403" in found


def test_the_project_does_not_start_with_a_view_that_says_nothing(settings):
    settings.ROOT_URLCONF = __name__
    errors = every_view_says_who_may_open_it(None)
    assert [error.msg for error in errors] == ["/unmarked/ does not say who may open it."]


# --- the database's own guards ----------------------------------------------------------------------------------------
OWNER = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


def unguarded(cursor):
    """Tables that neither refuse unnamed writes, nor refuse every change, nor are listed with a reason."""
    cursor.execute(
        """SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
            WHERE c.relkind IN ('r', 'p') AND NOT EXISTS (
                  SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgenabled = 'O'
                     AND t.tgname IN ('bep_guard', 'bep_append_only'))"""
    )
    return {name for (name,) in cursor.fetchall()} - guards.UNGUARDED.keys()


def test_every_table_has_its_guard_or_its_reason(db):
    with connections["default"].cursor() as cursor:
        assert unguarded(cursor) == set()
        known = {table for table, _ in guards.tables(cursor)}
    assert guards.UNGUARDED.keys() <= known, "no reason outlives its table"
    assert all(reason for reason in guards.UNGUARDED.values())
    assert len(known) > 60


@OWNER
def test_a_table_without_a_guard_is_caught():
    with connections["owner"].cursor() as cursor:
        cursor.execute("CREATE TABLE planted (id int)")
        cursor.execute("ALTER TABLE people_person DISABLE TRIGGER bep_guard")
        assert unguarded(cursor) == {"planted", "people_person"}


@pytest.mark.parametrize("table", sorted(guards.APPEND_ONLY))
@pytest.mark.parametrize(
    "statement", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {}", "ALTER TABLE {} DISABLE TRIGGER ALL"]
)
def test_the_application_can_only_add_to_the_log(db, table, statement):
    with (
        connections["default"].cursor() as cursor,
        pytest.raises(Exception, match=r"permission denied|must be owner|append-only"),
    ):
        cursor.execute(statement.format(table).replace("id = id", "at = at"))


@OWNER
@pytest.mark.parametrize("table", sorted(guards.APPEND_ONLY))
def test_not_even_the_owner_changes_the_log_by_accident(table):
    with connections["owner"].cursor() as cursor, pytest.raises(Exception, match="append-only"):
        cursor.execute(f"UPDATE {table} SET at = at")
