"""Every shared component on one page, with invented people: what a room may build with, and what axe is run on."""

from datetime import date, timedelta

from django import forms
from django.shortcuts import render
from django.utils import timezone

from bep.access.gate import signed_in
from bep.kit import charts, faces
from bep.kit.fields import (
    DateField3,
    FileField,
    MoneyField,
    NHSNumberField,
    PhoneField,
    PostcodeField,
    TimeField,
)
from bep.kit.forms import long_answer


class EveryField(forms.Form):
    """One of each field, two of them grouped, one revealed by an answer."""

    name = forms.CharField(label="Full name", max_length=80, help_text="As they like to be called")
    dob = DateField3(label="Date of birth", past=True, help_text="For example 12 3 1992", autocomplete="bday")
    nhs_number = NHSNumberField(label="NHS number", required=False, help_text="10 figures; spaces are all right")
    route = forms.ChoiceField(
        label="Who is asking?",
        choices=[("self", "The person themselves"), ("gp", "A GP"), ("other", "Somebody else")],
        widget=forms.RadioSelect,
    )
    practice = forms.CharField(label="Name of the GP practice", required=False)
    needs = forms.MultipleChoiceField(
        label="Communication needs",
        choices=[("large", "Large print"), ("easy", "Easy read"), ("interpreter", "Interpreter")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    hub = forms.ChoiceField(label="Hub", choices=[("", "Choose a hub"), ("1", "Burnt Oak"), ("2", "Vale")])
    postcode = PostcodeField(label="Postcode", required=False)
    phone = PhoneField(label="Telephone number", required=False)
    amount = MoneyField(label="Weekly cost", required=False)
    at = TimeField(label="Time of the visit", required=False, help_text="For example 14:30")
    story = long_answer(label="What matters to them", max_length=200, help_text="In their own words")
    letter = FileField(label="Attach a letter", required=False)
    told = forms.BooleanField(label="They know that we were asked")

    groups = [("Who is it about?", ["name", "dob", "nhs_number"]), ("How we came to know", ["route", "needs"])]
    reveals = {"route": {"gp": ["practice"]}}
    hints = {"route": {"gp": "Or anybody else at the surgery"}}


class ListFilter(forms.Form):
    hub = forms.ChoiceField(choices=[("", "Every hub"), ("1", "Burnt Oak")], required=False)
    words = forms.CharField(label="Name", required=False)
    mark_optional = False


@signed_in("Components with invented people: nothing about anybody")
def gallery(request):
    if "job" in request.GET:
        return render(request, "components/job.html", {"job": samples()["job"], "poll_url": "?job", "page_url": "?"})
    asked = request.method == "POST" or "errors" in request.GET
    form = EveryField(request.POST or {"dob_day": "31", "dob_month": "2", "dob_year": "1992", "nhs_number": "999 123 4567"}
                      if asked else None, request.FILES or None)  # fmt: skip
    return render(request, "gallery.html", {"form": form, **samples()})


def samples():
    now, today = timezone.now(), timezone.localdate()
    return {
        "page_title": "Gallery of components",
        "breadcrumbs": [{"label": "My work", "url": "/"}],
        "today": today,
        "work": work_rows(now, today),
        "clocks": clocks(now, today),
        "person": person(),
        "stages": stages(),
        "events": events(today),
        "facts": [faces.Row("Home", "Tenant, private landlord", note="notice expires 31 Jan"), faces.Row("Support", "None yet")],
        "summary": [faces.Row("Name", "Priya Nair", action_url="#"), faces.Row("Phone", "", action_url="#")],
        "columns": columns(now),
        "switch": [faces.Link("all", "?", current=True), faces.Link("contacts", "?f=1", count=4)],
        "subnav": [faces.Link("Record", "?", current=True), faces.Link("Plan", "?p"), faces.Link("Documents", "?d")],
        "page": faces.Page("1 to 25 of many", next_url="?after=25", label="people"),
        "exports": [faces.Link("Download as CSV", "?csv"), faces.Link("Download as XLSX", "?xlsx")],
        "filter_form": ListFilter(),
        "chips": [faces.Link("Burnt Oak", "?")],
        "conflict_fields": [{"name": "story", "label": "What matters", "mine": "To cook.", "theirs": "Cook on Sundays."}],
        "sections": [{"title": "Who it is about", "change_url": "#", "rows": [faces.Row("Name", "Priya Nair")]}],
        "job": {"id": 7, "title": "Client Level Data, quarter 2", "state": "running", "done": 620, "total": 1000,
                "words": "620 of 1,000 people written"},
        "more": [faces.Link("Record a concern", "#"), faces.Link("Print the chronology", "#")],
        "charts": drawings(),
    }  # fmt: skip


def work_rows(now, today):
    return [
        faces.WorkRow("Daniel Osei", "review of supported living", "#", faces.due(today - timedelta(days=2)),
                      "Planned review was due Wednesday. Package £457 a week.", "Start review", "#"),
        faces.WorkRow("Priya Nair", "choice appointment at Burnt Oak hub", "#", faces.Clock("today", "today 14:30"),
                      "Interpreter booked (Gujarati). Sister Meera is coming.", "Open", "#", tags=("from the trust",)),
        faces.WorkRow("Tomasz Zielinski", "brief enablement ends Wednesday", "#",
                      faces.day_of(today - timedelta(days=36), 42, today), "3 of 4 steps done.", "Decide", "#"),
        faces.WorkRow("", "visit planned", "#", faces.due(today + timedelta(days=3)), masked=True),
        faces.WorkRow("Grace Adeyemi", "sign enablement plan", "#", faces.due(today + timedelta(days=4)),
                      "She has read it in her own space.", "See change", "#"),
    ]  # fmt: skip


def clocks(now, today):
    return [
        faces.due(today - timedelta(days=2)), faces.due(today), faces.due(today + timedelta(days=1)),
        faces.due(today + timedelta(days=9)), faces.day_of(today - timedelta(days=44), 42, today),
        faces.countdown(now + timedelta(hours=1, minutes=52), now, "MHA s136"),
        faces.Clock("soon", "19 h left", kind="target"), faces.waiting(now - timedelta(hours=5, minutes=10), now),
    ]  # fmt: skip


def person():
    return faces.PersonBanner(
        "Priya Nair",
        preferred_name="Pri",
        dob=date(1992, 3, 12),
        age=34,
        nhs_number="9991234560",
        reference="BEP-004211",
        alerts=["call before visiting, she knows"],
        needs=["Gujarati interpreter", "Large print"],
    )


def stages():
    return [
        faces.Stage("Referred", "done", "2 Nov", "GP"),
        faces.Stage("Choice appointment", "done", "13 Nov", "day 11 of 14"),
        faces.Stage("Choice meeting", "current", "today 14:30", "Burnt Oak", clock="today"),
        *(faces.Stage(words) for words in ("Enablement plan", "Support", "Review", "Move-on")),
    ]


def events(today):
    return [
        faces.Event(today, "Choice appointment held. Outcome: choice meeting.", by="S. Lind", url="#"),
        faces.Event(today - timedelta(days=3), "Confirmation letter sent", by="automatic", tags=("large print",)),
        faces.Event(today - timedelta(days=400), "Referral from Dr Hughes", "Linked to a 2023 record.", by="T. Grant"),
    ]


def columns(now):
    card = {"title": "K.T., 24", "url": "#", "clock": faces.countdown(now + timedelta(minutes=112), now), "tag": "s136",
            "lines": ["St Ann’s suite, arrived 17:00", "1 of 2 doctors. Dr Rahman 16:00"]}  # fmt: skip
    wait = {"title": "L.W., 45", "clock": faces.waiting(now - timedelta(minutes=310), now, timedelta(hours=4)),
            "lines": ["Both recommendations, no bed"]}  # fmt: skip
    return [
        {"title": "Received", "cards": []},
        {"title": "Doctors", "cards": [card]},
        {"title": "Bed wait", "cards": [wait]},
    ]


def drawings():
    months = ["Apr", "May", "Jun", "Jul", "Aug", "Sep"]
    plan, real = [80, 80, 85, 85, 90, 90], [72, 84, 88, 79, None, 97]
    return [
        charts.bars("Referrals by hub", [("Burnt Oak", 41, "#"), ("Vale Drive", 28, ""), ("Finchley Memorial", 17, "")]),
        charts.grouped("Expected and actual choice appointments", months, {"Expected": plan, "Actual": real}),
        charts.by_name("Nights in the year", ["Ayo Bright", "Ruth Levy"], {"Had": [22, 27], "Fair part": [24.5, 24.5]}),
        charts.lines("Days waited", months, {"Target": [14] * 6, "Half of people": [9, 11, 10, 13, 12, 9]}, plan=["Target"]),
        charts.flow("How people move on the pathway", [
            ("Referred", "Advice", 310), ("Referred", "Choice appointment", 640), ("Choice appointment", "Choice meeting", 390),
            ("Choice appointment", "Move-on", 250), ("Choice meeting", "Brief", 240), ("Choice meeting", "Network Plus", 150),
        ]),
    ]  # fmt: skip
