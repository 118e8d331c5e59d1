"""The parts of an enquiry, one verb one view."""

from operator import attrgetter

from bep.access.gate import needs
from bep.kit import drafts, reference
from bep.kit.middleware import or_404
from people.views.pages import one_form
from safeguarding import permissions as may
from safeguarding.enquiry import forms, parts, queries
from safeguarding.enquiry.views import stage, to_enquiry
from safeguarding.models import Allegation, CausedEnquiry, EnquiryAction, Wish

WORDS, WHAT, ANSWER = map(attrgetter, ("words", "what", "answer"))


def adding(request, pk, form_class, action, title, done="Saved.", of_adult=False):
    """A form that adds a part to an enquiry; `of_adult`: it chooses among what there is about them."""
    found = queries.get_enquiry(request.user, pk)
    key = f"safeguarding.{form_class.__name__}:{pk}"
    draft = drafts.opening(request, key, title=f"{title}, {found}", person=found.person)
    form = form_class(request.POST or None, **({"adult": found.person_id} if of_adult else {}))
    return one_form(
        request, form, lambda: action(enquiry=found, by=request.user, **form.cleaned_data), draft=draft, person=found.person,
        title=title, done=done, back=to_enquiry(found),
    )  # fmt: skip


def changing(request, model, pk, name, form_class, action, title, lead=None):
    """A form about one part that is there already."""
    rows = model.objects.visible_to(request.user).select_related("enquiry__person", "enquiry__sam")
    found = or_404(rows.filter(pk=pk).first())
    # What is corrected is not written anew.
    stands = {field: getattr(found, field, None) for field in form_class.base_fields}
    form = form_class(request.POST or None, initial=stands)
    return one_form(
        request, form, lambda: action(**{name: found}, by=request.user, **form.cleaned_data), person=found.enquiry.person,
        title=title, done="Saved.", back=to_enquiry(found.enquiry), record=found, lead=[lead(found)] if lead else [],
    )  # fmt: skip


def alleged(allegation):
    """Which allegation it is: what is alleged, where, from whom, by the words of the lists and as it was told."""
    lists = (("abuse_type", "kind"), ("abuse_location", "location"), ("risk_source", "source"))
    kind, place, source = (reference.label(name, getattr(allegation, field)) for name, field in lists)
    said = f"{kind}. Where: {place[:1].lower()}{place[1:]}. From whom: {source[:1].lower()}{source[1:]}."
    return f"{said} {allegation.alleged}".strip()


@needs(may.ENQUIRE)
def asked(request, pk):
    return stage(
        request, pk, forms.AskedForm, parts.record_asked, "Taking part", "Saved.", asked="asked", advocate="advocate",
        advocate_name="advocate_name",
    )  # fmt: skip


@needs(may.ENQUIRE)
def wish(request, pk):
    return adding(request, pk, forms.WishForm, parts.record_wish, "What they want", "Their words are recorded.")


@needs(may.ENQUIRE)
def revisit(request, pk):
    return changing(request, Wish, pk, "wish", forms.RevisitForm, parts.revisit_wish, "Was it achieved?", lead=WORDS)


@needs(may.ENQUIRE)
def capacity(request, pk):
    return adding(request, pk, forms.CapacityForm, parts.cite_capacity, "A capacity assessment", of_adult=True)


@needs(may.ENQUIRE)
def allegation(request, pk):
    return adding(request, pk, forms.AllegationForm, parts.record_allegation, "An allegation")


@needs(may.DECIDE)
def outcome(request, pk):
    title = "Outcome of an allegation"
    return changing(
        request, Allegation, pk, "allegation", forms.OutcomeForm, parts.decide_allegation, title, lead=alleged
    )


@needs(may.ENQUIRE)
def source_died(request, pk):
    title = "The source of the risk has died"
    return changing(
        request, Allegation, pk, "allegation", forms.SourceDiedForm, parts.record_source_death, title, lead=alleged
    )


@needs(may.ENQUIRE)
def risk(request, pk):
    return adding(request, pk, forms.RiskForm, parts.rate_risk, "Rate the risk")


@needs(may.ENQUIRE)
def todo(request, pk):
    return adding(request, pk, forms.ActionForm, parts.add_action, "An action")


@needs(may.ENQUIRE)
def finish(request, pk):
    return changing(
        request, EnquiryAction, pk, "todo", forms.WordsForm, parts.finish_action, "What came of it?", lead=WHAT
    )


@needs(may.ENQUIRE)
def meeting(request, pk):
    return adding(request, pk, forms.MeetingForm, parts.record_meeting, "A meeting", "The minutes are kept.")


@needs(may.ENQUIRE)
def sharing(request, pk):
    return adding(request, pk, forms.SharingForm, parts.record_sharing, "Information shared")


@needs(may.ENQUIRE)
def ask_others(request, pk):
    return adding(request, pk, forms.AskOthersForm, parts.ask_others, "Ask others to enquire", "Asked.")


@needs(may.ENQUIRE)
def returned(request, pk):
    return changing(
        request, CausedEnquiry, pk, "asked", forms.AnswerForm, parts.record_return, "What did they find?", lead=WHAT
    )


@needs(may.DECIDE)
def accept(request, pk):
    return changing(
        request, CausedEnquiry, pk, "asked", forms.ReasonForm, parts.accept_return, "Accept it", lead=ANSWER
    )


@needs(may.DECIDE)
def send_back(request, pk):
    return changing(
        request, CausedEnquiry, pk, "asked", forms.ReasonForm, parts.send_back_return, "Send it back", lead=ANSWER
    )


@needs(may.DECIDE)
def withdraw(request, pk):
    return changing(
        request, CausedEnquiry, pk, "asked", forms.ReasonForm, parts.withdraw_ask, "Ask it no longer", lead=WHAT
    )
