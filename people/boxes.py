"""The boxes that the people room itself puts on the person page. Each names what it reads; the page reads all at once."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, Exists, F, OuterRef, Value
from django.db.models.functions import Coalesce, Concat, JSONObject, NullIf
from django.urls import reverse

from bep.audit.record import shown
from bep.kit import clock, reference
from people import codes
from people import permissions as may
from people.masking import MASKED
from people.models import Involvement, Person, Relationship, SafeContact, StatusSpell
from people.rules import broken_contact_rule

WAYS = SafeContact.Way
Answer = SafeContact.Answer
USED_NAME = Concat(
    Coalesce(NullIf(F("other__preferred_name"), Value("")), F("other__given_name")),
    Value(" "),
    F("other__family_name"),
    output_field=CharField(),
)


# --- contact ----------------------------------------------------------------------------------------------------------
def contact(person, worker):
    """How to reach them, and first how not to."""
    change = reverse("people:safe_contact", args=[person.pk])
    rows = [*unsafe_rows(person, change), ("Phone", person.phone or "Not known", None)]
    if person.email:
        rows.append(("Email", person.email, None))
    rows.append(("Address", address_line(person), None))
    actions = [("Safe contact", change)] if worker.has_perm(may.SAFE_CONTACT) else []
    return {"rows": rows, "actions": actions}


def unsafe_rows(person, url):
    if person.death_date:
        return [("Contact", "None: they have died", None)]
    safe = getattr(person, "safe_contact", None)
    if not safe:
        return [("Safe contact", "Not asked yet", url)]
    return [row for row in [never(safe, url), ways(person, url), secret(safe), times(safe)] if row]


def never(safe, url):
    unsafe = [way.label.lower() for way in WAYS if safe.answer(way) == Answer.NO]
    return ("Never by", ", ".join(unsafe), url) if unsafe else None


def ways(person, url):
    safe = [way.label.lower() for way in WAYS if not broken_contact_rule(person, way)]
    return ("Safe by", ", ".join(safe) or "no way named yet", url)


def secret(safe):
    return ("Must not know", safe.must_not_know, None) if safe.must_not_know else None


def times(safe):
    return ("When", safe.times, None) if safe.times else None


def address_line(person):
    postcode = person.postcode.replace(" ", "\xa0")  # never broken over two lines
    return ", ".join(part for part in (person.address.replace("\n", ", "), postcode) if part) or "Not known"


# --- around them ------------------------------------------------------------------------------------------------------
def around_reads(worker):
    """Who works with them now, and who is in their life; the name of another person whom the reader may not see is masked."""
    working = Involvement.objects.filter(person=OuterRef("pk")).current().order_by("role", "starts")
    life = Relationship.objects.filter(person=OuterRef("pk")).current()
    seen = Exists(Person.objects.visible_to(worker).filter(pk=OuterRef("other_id")))
    return {
        "workers_now": ArraySubquery(
            working.values(facts=JSONObject(role="role", worker="worker__name", team="team__name", job="worker__job_title"))
        ),
        "life_now": ArraySubquery(
            life.values(
                facts=JSONObject(
                    kind="kind", carer="is_carer", nearest="is_nearest_relative", emergency="emergency_order",
                    name="other_name", other="other_id", other_name=USED_NAME, seen=seen,
                )
            )
        ),
    }  # fmt: skip


def around(person, worker):
    rows = [*worker_rows(person), *(life_row(facts) for facts in person.life_now)]
    if person.gp_practice_name or person.gp_practice_code:
        rows.append(("GP", person.gp_practice_name or person.gp_practice_code, None))
    actions = [("Who works with them", reverse("people:workers", args=[person.pk]))]
    return {
        "rows": rows,
        "actions": [("People in their life", reverse("people:relationships", args=[person.pk])), *actions],
    }


def worker_rows(person):
    """The lead first; a team is named where nobody of it is."""
    order = [Involvement.Role.LEAD, Involvement.Role.WORKER, Involvement.Role.COVER, Involvement.Role.TEAM]
    found = sorted((f for f in person.workers_now if f["role"] in order), key=lambda f: order.index(f["role"]))
    words = {"lead": "Lead worker", "worker": "Also works", "cover": "Covering", "team": "Team"}
    rows = [(words[f["role"]], f["worker"] or f["team"], None) for f in found]
    return rows if any(f["role"] == "lead" for f in found) else [("Lead worker", "Nobody yet", None), *rows]


def life_row(facts):
    """One of the people in their life: who they are to the person, and what for."""
    label = reference.label("relationship_kind", facts["kind"])
    if facts["other"] and not facts["seen"]:
        return (label, MASKED, None)
    if facts["other"]:
        shown(facts["other"])
    name = facts["other_name"] if facts["other"] else facts["name"]
    roles = ["carer"] if facts["carer"] else []
    roles += ["nearest relative, as recorded"] if facts["nearest"] else []
    roles += ["contact first"] if facts["emergency"] == 1 else []
    url = reverse("people:person", args=[facts["other"]]) if facts["other"] else None
    return (label, ", ".join([name, *roles]), url)


# --- now --------------------------------------------------------------------------------------------------------------
def now_reads(worker):
    def since(kind):
        spells = StatusSpell.objects.filter(person=OuterRef("pk"), kind=kind).values("starts")
        return ArraySubquery(spells[:1])

    return {"home_since": since("accommodation"), "work_since": since("employment")}


def now(person, worker):
    """Home, work and the main reason for support, as they stand."""
    url = reverse("people:status", args=[person.pk])
    rows = [
        ("Home", status_words(person, "accommodation_status", person.home_since), url),
        ("Work", status_words(person, "employment_status", person.work_since), url),
        ("Reason", codes.words(person, "main_support_reason") or "Not recorded yet", None),
    ]
    if person.first_language and person.first_language != "English":
        rows.append(("Language", person.first_language, None))
    return {"rows": rows, "actions": [("All details", reverse("people:details", args=[person.pk]))]}


def status_words(person, field, since):
    words = codes.words(person, field) or "Not recorded yet"
    return f"{words}, since {since[0]:%-d %b %Y}" if since and since[0] <= clock.today() else words
