"""An enquiry from stage to stage by the forms that its workers fill in: every step goes through its address, view and form."""

from django.urls import reverse

from bep.kit import clock
from safeguarding.models import CausedEnquiry, EnquiryAction, Wish
from tests.safeguarding.given import reload


def send(as_, worker, name, record, **said):
    """Posts one form of a record as the worker, with the version that stands; it leads somewhere, or the test says why not."""
    data = {"version": getattr(reload(record), "version", "")} | said
    answer = as_(worker).post(reverse(f"safeguarding:{name}", args=[record.pk]), data)
    form = answer.context and answer.context.get("form")
    assert answer.status_code == 302, (name, form.errors if form else answer.status_code)
    return reload(record)


def on(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def planned(as_, sam, enquiry):
    return send(
        as_, sam, "plan_enquiry", enquiry, **on("held_on", clock.today()), attendees="PC Lee, police", lacks="no",
        adult_came="There, at home", minutes="What is known.", scope="Where does it go?", likelihood="4", impact="3",
        risk_words="Nobody looks in at night.",
    )  # fmt: skip


def asked(as_, officer, enquiry):
    """What the adult wants, in their words, and who speaks with them."""
    said = {"words": "I want to sleep in peace.", **on("said_on", clock.today())}
    send(as_, officer, "add_wish", enquiry, **said)
    return send(as_, officer, "add_asked", enquiry, asked="expressed", advocate="not_needed", advocate_name="")


def others_asked(as_, sam, officer, enquiry):
    """Asked, returned, sent back, returned again, accepted."""
    what = {"organisation": "Barnet Bank", "asked_of": "Fraud desk", "what": "Who used the card?"}
    send(as_, officer, "add_ask_others", enquiry, **what)
    ask = CausedEnquiry.objects.get(enquiry=enquiry)
    send(as_, officer, "record_return", ask, answer="The cousin.")
    send(as_, sam, "send_back_return", ask, reason="On which days?")
    send(as_, officer, "record_return", ask, answer="On four days in May.")
    return send(as_, sam, "accept_return", ask, reason="It is complete.")


def worked_on(as_, officer, enquiry):
    """A meeting, what was shared, and an action that is done."""
    meeting = {
        "kind": "other",
        "chair": "Olive Marsh",
        "attendees": "The bank",
        "adult_came": "By phone",
        "minutes": "Agreed.",
    }
    send(as_, officer, "add_meeting", enquiry, **meeting, **on("held_on", clock.today()))
    shared = {"to": "Police", "what": "The dates.", "ground": "consent", "adult_told": "on"}
    send(as_, officer, "add_sharing", enquiry, **shared, **on("shared_on", clock.today()))
    todo = {"what": "Change the locks", "who": "Housing", **on("due_on", clock.today())}
    send(as_, officer, "add_action", enquiry, **todo)
    send(as_, officer, "finish_action", EnquiryAction.objects.get(enquiry=enquiry), words="Done on Tuesday.")


def reported(as_, officer, enquiry):
    return send(as_, officer, "report_enquiry", enquiry, report="It happened as it was told.")


def ready(as_, sam, officer, enquiry):
    """What an outcome asks for besides: each wish asked about again, risk as it is now, each allegation decided."""
    for wish in Wish.objects.filter(enquiry=enquiry):
        send(as_, officer, "revisit_wish", wish, achieved="fully", comment="I have it.")
    send(as_, officer, "add_risk", enquiry, likelihood="1", impact="3", words="The locks are new.")
    if not enquiry.allegations.exists():  # whoever told us named no kind
        send(as_, officer, "add_allegation", enquiry, kind="financial", location="own_home", source="family")
    for allegation in enquiry.allegations.all():
        send(as_, sam, "decide_allegation", allegation, outcome="substantiated", outcome_why="He admits it.")
    return reload(enquiry)


def concluded(as_, sam, enquiry):
    said = {"risk_outcome": "risk_action", "risk_now": "reduced", "conclusion": "It was so.", "lacks": "no"}
    return send(as_, sam, "conclude_enquiry", enquiry, **said)


def protected(as_, sam, enquiry):
    """A plan, and its review."""
    plan = {"plan": "A visit each week.", "plan_agreed": "The adult", "lacks": "no"}
    send(as_, sam, "protect_enquiry", enquiry, **plan, **on("review_on", clock.today()))
    said = {
        "words": "It works.",
        "adult_says": "It does.",
        **on("held_on", clock.today()),
        **on("next_on", clock.today()),
    }
    return send(as_, sam, "review_enquiry", enquiry, **said)


def closed(as_, sam, enquiry):
    said = {"remaining_risk": "Seen at each visit.", "felt": "You listened.", "lacks": "no"}
    return send(as_, sam, "close_enquiry", enquiry, **said)


def from_plan_to_end(as_, sam, officer, enquiry):
    planned(as_, sam, enquiry)
    asked(as_, officer, enquiry)
    reported(as_, officer, enquiry)
    ready(as_, sam, officer, enquiry)
    concluded(as_, sam, enquiry)
    return closed(as_, sam, enquiry)
