"""Providers, and enquiries into one that touch several adults."""

from bep.audit.record import action, detail
from bep.kit import clock
from bep.kit.locking import created, locked, saved
from bep.kit.rules import WrongMoment, must_say, refuse_by, rule
from referrals.access import visible_person
from safeguarding import permissions as may
from safeguarding.concern.actions import new_reference, take_in
from safeguarding.models import Concern, Provider, ProviderEnquiry
from safeguarding.states import PROVIDER_ENQUIRY


@action("safeguarding.provider_saved", "Saved a provider", needs=may.DECIDE)
def save_provider(*, by, provider=None, version=0, **facts):
    """`provider` is None for a new one."""
    return saved(locked(provider, version), **facts) if provider else created(Provider(**facts))


@action("safeguarding.provider_enquiry_opened", "Opened an enquiry into a provider", needs=may.DECIDE)
def open_enquiry(*, provider, title, words, suspended, by):
    """Led as one; each adult has a concern and, where the criteria are met, an enquiry of their own."""
    if ProviderEnquiry.objects.filter(provider=provider, state="open").exists():
        raise WrongMoment("There is one already that is open.", remedy="Add the adults there.")
    must_say(title, "Say in a few words what it is about.", field="title")
    return ProviderEnquiry.objects.create(
        provider=provider, title=title, words=words, suspended=suspended, sam_id=by.pk, reference=new_reference("P")
    )


@action("safeguarding.provider_adult_added", "Raised a concern about an adult of a provider", needs=may.DECIDE)
def add_adult(*, enquiry, facts, by, person=None):
    """One adult more: a concern of their own, with its own clock, decision and enquiry."""
    must_be_open(enquiry)
    once(enquiry, person)
    facts = {"what": enquiry.title, "channel": Concern.Channel.STAFF} | facts
    facts |= {"provider": enquiry.provider, "provider_enquiry": enquiry}
    return take_in(facts, by, visible_person(person, by))


@rule("This council's practice", "LOCAL")
def each_adult_is_named_once():
    """Each adult stands once in an enquiry into a provider."""


def once(enquiry, person):
    named = enquiry.concerns.exclude(state=Concern.State.ERROR)
    if person and (found := named.filter(person=person).first()):
        remedy = f"Add it to concern {found.reference}, or raise another from their own page."
        raise refuse_by(each_adult_is_named_once, field="person", remedy=remedy)


def must_be_open(enquiry):
    if not enquiry.is_open:
        raise WrongMoment("This enquiry into a provider is closed.", remedy="Open a new one.")


@rule("This council's practice", "LOCAL")
def every_adult_is_done_with():
    """An enquiry into a provider ends when each adult's concern is decided and each enquiry closed."""


@action("safeguarding.provider_enquiry_closed", "Closed an enquiry into a provider", needs=may.DECIDE)
def close_enquiry(*, enquiry, version, learned, by):
    enquiry = locked(enquiry, version)
    must_be_open(enquiry)
    must_say(learned, "Say what was learned, and who was told.", field="learned")
    waiting = enquiry.concerns.filter(state="received").exists()
    if waiting or enquiry.enquiries.exclude(state="closed").exists():
        raise refuse_by(every_adult_is_done_with, remedy="Finish with each adult first.")
    detail(adults=enquiry.concerns.count())
    PROVIDER_ENQUIRY.move(enquiry, "close")
    return saved(enquiry, learned=learned, closed_on=clock.today())
