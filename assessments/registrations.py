"""What this room puts on shared screens."""

from django.db.models import Case, F, OuterRef, Value, When
from django.db.models.functions import JSONObject
from django.urls import reverse

from assessments import permissions as may
from assessments.capacity import registrations as capacity  # noqa: F401 (puts capacity on the same screens)
from assessments.models import ChoiceMeeting, NeedsAssessment, PersonalProfile
from bep.kit.reads import revived, whole
from bep.kit.registry import NavItem, Panel, PathwaySource, PersonAction, TimelineSource, WorkSource, add
from bep.kit.union import EndOfDay, StartOfDay

MEETING = ChoiceMeeting.State
ASSESSMENT = NeedsAssessment.State


# --- work -------------------------------------------------------------------------------------------------------------
def meetings_to_arrange(involved):
    rows = ChoiceMeeting.objects.filter(person_id__in=involved, state=MEETING.TO_ARRANGE)
    facts = JSONObject(missed="missed", asked_on="asked_on")
    return work(rows, EndOfDay("due"), "choice_meeting_to_arrange", Value(None, ChoiceMeeting._meta.pk), facts)


def meetings_to_come(involved):
    rows = ChoiceMeeting.objects.filter(person_id__in=involved, state=MEETING.ARRANGED)
    return work(rows, F("starts_at"), "choice_meeting", F("worker_id"), JSONObject(place="place"))


def assessments_underway(involved):
    rows = NeedsAssessment.objects.filter(person_id__in=involved, state=ASSESSMENT.UNDERWAY)
    facts = JSONObject(kind="kind", back=Case(When(returned_because="", then=Value(False)), default=Value(True)))
    return work(rows, EndOfDay("due"), "assessment", F("worker_id"), facts)


def assessments_to_sign(involved):
    rows = NeedsAssessment.objects.filter(person_id__in=involved, state=ASSESSMENT.SUBMITTED)
    return work(
        rows, EndOfDay("due"), "assessment_to_sign", Value(None, ChoiceMeeting._meta.pk), JSONObject(kind="kind")
    )


def work(rows, due, kind, worker, facts):
    return rows.values(
        "person_id", due_=due, kind_=Value(kind), object_id=F("pk"), worker_id_=worker, facts_=facts
    )  # fmt: skip


def kind_words(facts):
    return NeedsAssessment.Kind(facts["kind"]).label


def open_meeting(object_id, person_id):
    return reverse("assessments:meeting", args=[object_id])


def open_assessment(object_id, person_id):
    return reverse("assessments:assessment", args=[object_id])


add(
    WorkSource(
        "choice_meeting_to_arrange", "Choice meetings to arrange", meetings_to_arrange,
        lambda facts: "choice meeting to arrange" + (", did not attend last time" if facts["missed"] else ""),
        open_meeting, verb="Arrange",
    ),
    WorkSource(
        "choice_meeting", "Choice meetings", meetings_to_come,
        lambda facts: f"choice meeting, {ChoiceMeeting.Place(facts['place']).label.lower()}", open_meeting, verb="Start",
    ),
    WorkSource(
        "assessment", "Assessments being written", assessments_underway,
        lambda facts: kind_words(facts) + (", sent back to you" if facts["back"] else ""),
        open_assessment, verb="Go on", group="unfinished",
    ),
    WorkSource(
        "assessment_to_sign", "Assessments to sign", assessments_to_sign,
        lambda facts: f"{kind_words(facts)} waits to be signed", open_assessment, verb="Read",
    ),
)  # fmt: skip


# --- timeline and pathway ---------------------------------------------------------------------------------------------
def meetings_held(person_ids):
    rows = ChoiceMeeting.objects.filter(person_id__in=person_ids, state=MEETING.HELD)
    return past(rows, StartOfDay("held_on"), "choice_meeting_held", F("worker_id"), JSONObject(outcome="outcome"))


def profiles_agreed(person_ids):
    rows = PersonalProfile.objects.filter(person_id__in=person_ids)
    return past(rows, F("written_at"), "profile_agreed", F("written_by_id"), JSONObject(number="number"))


def assessments_decided(person_ids):
    rows = NeedsAssessment.objects.filter(person_id__in=person_ids, state=ASSESSMENT.DECIDED)
    facts = JSONObject(kind="kind", eligibility="eligibility")
    return past(rows, F("decided_at"), "eligibility_decided", F("decided_by_id"), facts)


def past(rows, at, kind, by, facts):
    return rows.order_by().values("person_id", at=at, kind_=Value(kind), object_id=F("pk"), by_id=by, facts=facts)


def reached(person_ids):
    """Held; or, until then, when it is arranged for."""
    rows = ChoiceMeeting.objects.filter(person_id__in=person_ids, state__in=[MEETING.HELD, MEETING.ARRANGED])
    at = Case(When(state=MEETING.HELD, then=StartOfDay("held_on")), default=F("starts_at"))
    return rows.order_by().values("person_id", stage=Value("choice_meeting"), at=at, note=F("address"))


add(
    TimelineSource(
        "choice_meeting_held", "Choice meetings", meetings_held,
        lambda facts: f"Choice meeting held. Next: {ChoiceMeeting.Outcome(facts['outcome']).label.lower()}.", open_meeting,
        needs=may.READ,
    ),
    TimelineSource(
        "profile_agreed", "Personal profiles", profiles_agreed,
        lambda facts: f"Personal profile agreed, version {facts['number']}.",
        lambda object_id, person_id: reverse("assessments:profile", args=[person_id]), group="documents",
        needs=may.READ,
    ),
    TimelineSource(
        "eligibility_decided", "Assessments", assessments_decided,
        lambda facts: f"{kind_words(facts)} decided: {facts['eligibility'].lower()}.", open_assessment,
        needs=may.READ,
    ),
    PathwaySource("choice_meeting", reached),
)  # fmt: skip


# --- the person page --------------------------------------------------------------------------------------------------
def panel_reads(worker):
    """The newest profile, meeting and assessments, read along with the person."""
    about = {"person": OuterRef("pk")}
    return {
        "profile_now": whole(PersonalProfile.objects.filter(**about).order_by("-number")[:1]),
        "meeting_now": whole(ChoiceMeeting.objects.filter(**about).order_by("-pk")[:1]),
        "assessments_now": whole(NeedsAssessment.objects.filter(**about).order_by("-pk")[:3]),
    }


def what_matters(person, worker):
    """The person's own words, above everything else about them."""
    if not worker.has_perm(may.READ):
        return None
    latest = next(revived(PersonalProfile, person.profile_now), None)
    if latest is None:
        return {
            "rows": [("", "Nobody has written down what matters to them yet.", "")],
            "actions": actions_of(person, worker),
        }
    url = reverse("assessments:profile", args=[person.pk])
    source = f"Personal profile, {latest.agreed_on:%-d %B %Y}, in their words"
    return {"words": latest.what_matters, "source": source, "rows": [(source, latest.what_matters, url)], "actions": []}


def actions_of(person, worker):
    if not worker.has_perm(may.ASSESS):
        return []
    return [("Write it together", reverse("assessments:write_profile", args=[person.pk]))]


def assessments_panel(person, worker):
    """The newest choice meeting and the newest assessments."""
    rows = []
    if worker.has_perm(may.READ) or worker.has_perm(may.ARRANGE):
        for meeting in revived(ChoiceMeeting, person.meeting_now):
            rows.append(("Choice meeting", meeting_words(meeting), open_meeting(meeting.pk, person.pk)))
    if worker.has_perm(may.READ):
        for found in revived(NeedsAssessment, person.assessments_now):
            rows.append((found.get_kind_display(), assessment_words(found), open_assessment(found.pk, person.pk)))
    return {"rows": rows, "actions": []} if rows else None


def meeting_words(meeting):
    if meeting.state == MEETING.HELD:
        return f"held {meeting.held_on:%-d %b %Y}"
    if meeting.state == MEETING.TO_ARRANGE:
        return f"to arrange, target {meeting.due:%-d %b}"
    return meeting.get_state_display().lower()


def assessment_words(found):
    return (
        f"{found.get_eligibility_display()}, {found.decided_on:%-d %b %Y}"
        if found.decided_on
        else found.get_state_display()
    )


add(
    Panel("What matters to them", what_matters, order=10, column="main", reads=panel_reads),
    Panel("Assessments", assessments_panel, order=40),
    PersonAction("Ask for a choice meeting", "assessments:ask", may.ARRANGE, order=25),
    PersonAction("Start a Care Act assessment", "assessments:start_needs", may.ASSESS, order=35),
    PersonAction("Start a carer's assessment", "assessments:start_carer", may.ASSESS, order=36),
    PersonAction("Write the personal profile", "assessments:write_profile", may.ASSESS, order=30),
    NavItem(
        "Assessments",
        "assessments:mine",
        needs=(may.READ, may.ARRANGE),
        order=40,
        prefix="/assessments/",
        hint="Choice meetings and assessments that are not finished",
    ),
)
