"""Merging moves every row that speaks of a person, whichever room's, and undoing puts each one back where it was."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.core import serializers
from django.urls import reverse

from bep.access.models import Team
from bep.audit.models import Event
from bep.kit.models import Draft
from bep.kit.rules import NotAllowed, NotFound, Refused, WrongMoment
from people import merging
from people.actions import merge, undo_merge
from people.models import Alert, Involvement, Merge, Person, Relationship, RiskPlan, SafeContact, StatusSpell
from tests.cast import given, make_person

pytestmark = pytest.mark.django_db
REASON = "One person: same passport, seen today"
TODAY = date(2026, 11, 2)


@pytest.fixture
def two(cast):
    """Priya, and a second record of her that the hub made, each with rows of its own."""
    with given():
        twin = make_person(
            "BEP-900020", "Prija", "Nayar", lead=cast.theo, team="Hub front door", nhs_number="9434765919",
            phone="020 7946 0001", employment_status="Unknown",
        )  # fmt: skip
        older = make_person("BEP-900021", "P", "Nair", merged_into=twin)
        Alert.objects.create(person=twin, kind="other", words="x", person_told=True, starts=TODAY, review_on=TODAY)
        Relationship.objects.create(person=twin, other_name="Meera Nair", kind="sister", is_carer=True)
        Relationship.objects.create(person=cast.daniel, other=twin, kind="friend")
        SafeContact.objects.create(person=cast.priya, phone="yes", text="yes", must_not_know="her landlord")
        SafeContact.objects.create(person=twin, text="no", email="yes", must_not_know="her uncle")
        Person.objects.filter(pk=cast.priya.pk).update(employment_status="Paid: Hours per week unknown")
        StatusSpell.objects.create(person=twin, kind="employment", value="Unknown", starts=TODAY)
        StatusSpell.objects.create(
            person=cast.priya, kind="employment", value="Paid: Hours per week unknown", starts=TODAY - timedelta(9)
        )
    cast.twin, cast.older = twin, older
    cast.priya.refresh_from_db()
    return cast


def everything():
    """Every row of every room as text, but for the log and the merges themselves."""
    left_out = {"audit", "sessions", "contenttypes", "auth"}
    models = [m for m in apps.get_models() if m._meta.app_label not in left_out and m is not Merge]
    return {m._meta.label: serializers.serialize("json", m._base_manager.order_by("pk")) for m in models}


def done(cast, **changes):
    return merge(**({"kept": cast.priya, "lost": cast.twin, "reason": REASON, "by": cast.ida} | changes))


def test_undoing_a_merge_gives_exactly_what_was_before(two):
    before = everything()
    merged = done(two)
    assert everything() != before
    undo_merge(merge=merged, reason="Two sisters after all", by=two.ida)
    assert everything() == before


def test_every_row_goes_to_the_kept_record(two):
    done(two)
    left = {
        merging.label(model, field): model._base_manager.filter(**{field.name: two.twin.pk}).count()
        for model, field in merging.pointers()
    }
    assert {name for name, count in left.items() if count} == {"people.safecontact.person"}
    assert set(Person.objects.get(pk=two.priya.pk).alerts.values_list("words", flat=True)) == {"x"}


def test_what_could_not_move_is_listed(two):
    merged = done(two)
    assert merged.stayed == {"people.safecontact.person": [SafeContact.objects.get(person=two.twin).pk]}


def test_the_lost_record_is_absent_and_says_who_speaks_for_it(two):
    done(two)
    assert Person.objects.get(pk=two.twin.pk).merged_into == two.priya
    assert Person.objects.get(pk=two.older.pk).merged_into == two.priya
    assert not Person.objects.visible_to(two.theo).filter(pk=two.twin.pk).exists()
    assert Person.objects.visible_to(two.theo).filter(pk=two.priya.pk).exists()


def test_blanks_are_filled_and_nothing_is_written_over(two):
    done(two)
    kept = Person.objects.get(pk=two.priya.pk)
    assert (kept.nhs_number, kept.phone) == ("9434765919", "020 7946 0001")
    assert (kept.given_name, kept.preferred_name) == ("Priya", "Pri")


def test_the_later_status_is_the_present_one(two):
    done(two)
    assert Person.objects.get(pk=two.priya.pk).employment_status == "Unknown"


def test_the_safer_answer_stands(two):
    done(two)
    safe = SafeContact.objects.get(person=two.priya)
    assert (safe.phone, safe.text, safe.email, safe.letter) == ("yes", "no", "yes", "unknown")
    assert safe.must_not_know == "her landlord; her uncle"


def test_a_second_lead_goes_on_as_a_worker(two):
    done(two)
    roles = Involvement.objects.filter(person=two.priya).exclude(worker=None).values_list("worker__name", "role")
    assert set(roles) == {("Amara Bell", "lead"), ("Theo Price", "worker")}


def test_merging_with_a_restricted_record_restricts_the_kept_one(two):
    with given():
        Person.objects.filter(pk=two.twin.pk).update(restricted=True)
    done(two)
    assert Person.objects.get(pk=two.priya.pk).restricted


def test_what_was_written_after_the_merge_stays_with_the_kept_record(two):
    merged = done(two)
    with given():
        later = Involvement.objects.create(person=two.priya, team=Team.objects.first(), role="referral")
        Person.objects.filter(pk=two.priya.pk).update(phone="020 7946 0099")
    undo_merge(merge=merged, reason="Two people", by=two.ida)
    later.refresh_from_db()
    assert later.person == two.priya
    assert Person.objects.get(pk=two.priya.pk).phone == "020 7946 0099"


def test_merges_on_merges_are_undone_from_the_last(two):
    first = done(two)
    second = done(two, kept=two.daniel, lost=two.priya)
    with pytest.raises(WrongMoment, match="later merge first"):
        undo_merge(merge=first, reason="Mistake", by=two.ida)
    undo_merge(merge=second, reason="Mistake", by=two.ida)
    undo_merge(merge=Merge.objects.get(pk=first.pk), reason="Mistake", by=two.ida)
    assert Person.objects.filter(merged_into=None).count() == 4


@pytest.mark.parametrize(
    ("changes", "refusal", "words"),
    [
        ({"reason": " "}, Refused, "needs a reason"),
        ({"lost": "priya"}, Refused, "one and the same"),
        ({"by": "amara"}, NotAllowed, "role does not allow"),
    ],
)
def test_refusals(two, changes, refusal, words):
    found = {name: getattr(two, value, value) for name, value in changes.items()}
    with pytest.raises(refusal, match=words):
        done(two, **found)


def test_two_nhs_numbers_are_two_people(two):
    with given():
        Person.objects.filter(pk=two.priya.pk).update(nhs_number="9476719931")
    with pytest.raises(Refused, match="probably two people"):
        done(two)


def test_a_merged_record_cannot_be_merged_again(two):
    done(two)
    with pytest.raises(NotFound):
        done(two)


def test_undoing_twice_is_refused(two):
    merged = done(two)
    undo_merge(merge=merged, reason="Two people", by=two.ida)
    with pytest.raises(WrongMoment, match="already been undone"):
        undo_merge(merge=merged, reason="Two people", by=two.ida)


def test_the_log_names_both_people(two):
    done(two)
    event = Event.objects.get(name="people.merged")
    assert event.person_ids == sorted([two.priya.pk, two.twin.pk])
    assert event.detail["moved"]["people.alert.person"] == 1


def test_every_room_that_points_to_a_person_is_included():
    """A floor, so that reflection that finds nothing is noticed; a new room raises it by itself."""
    assert len(list(merging.pointers())) >= 12


def safety_plan(person, by, words, number=1):
    with given():
        return RiskPlan.objects.create(person=person, number=number, plan=words, review_on=TODAY, author=by)


def test_versions_of_both_become_one_run_in_the_order_they_were_written(two):
    first = safety_plan(two.priya, two.amara, "first")
    safety_plan(two.twin, two.theo, "second")
    safety_plan(two.priya, two.amara, "third", number=2)
    safety_plan(two.twin, two.theo, "fourth, and the newest", number=2)
    merged = done(two)
    run = RiskPlan.objects.filter(person=two.priya).order_by("number").values_list("number", "plan")
    assert list(run) == [(1, "first"), (2, "second"), (3, "third"), (4, "fourth, and the newest")]
    assert "people.riskplan.person" not in merged.stayed
    undo_merge(merge=merged, reason="Two people", by=two.ida)
    assert set(RiskPlan.objects.filter(person=two.priya).values_list("number", "plan")) == {(1, "first"), (2, "third")}
    first.refresh_from_db()
    assert first.number == 1


def test_numbers_stay_where_only_one_record_has_them(two):
    safety_plan(two.twin, two.theo, "hers", number=3)
    done(two)
    assert RiskPlan.objects.get(person=two.priya).number == 3


def test_every_numbered_record_is_found():
    found = {model._meta.label: group for model, group in merging.numbered()}
    assert found["enablement.CareAndSupportPlan"] == ["kind"]
    assert {"people.RiskPlan", "assessments.PersonalProfile", "enablement.EnablementPlan"} <= found.keys()


def draft_of(worker, person):
    where = reverse("people:contact_new", args=[person.pk])
    facts = {"url": where, "person_id": person.pk, "data": {"what_happened": "She rang."}}
    return Draft.objects.create(worker=worker, key=f"people.contact:{person.pk}", **facts)


def test_a_draft_about_the_lost_record_opens_on_the_kept_one_with_its_words(two, as_):
    draft = draft_of(two.theo, two.twin)
    merged = done(two)
    draft.refresh_from_db()
    assert draft.person_id == two.priya.pk
    assert "She rang." in as_(two.theo).get(draft.url).content.decode()
    undo_merge(merge=merged, reason="Two people", by=two.ida)
    draft.refresh_from_db()
    assert (draft.key, draft.person_id) == (f"people.contact:{two.twin.pk}", two.twin.pk)


def test_two_drafts_of_one_form_are_both_kept(two):
    here, there = draft_of(two.theo, two.priya), draft_of(two.theo, two.twin)
    done(two)
    keys = {here.key, there.key}
    assert keys == set(Draft.objects.filter(person_id=two.priya.pk).values_list("key", flat=True))
