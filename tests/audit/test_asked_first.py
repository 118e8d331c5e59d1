"""Every action about a person asks first whether its doer may see them: a promise that a new action cannot forget."""

import dis
import sys
import types
from importlib import import_module

from django.conf import settings

from bep.audit.record import ACTIONS, ANYBODY, WITHIN

ASKS = {"visible_to", "findable_by", "governed_by"}
ROOMS = {"people", "referrals", "assessments", "enablement", "amhp_rota", "safeguarding", "reporting", "partners"}
# About no one person's record, or about records that their own permission opens whole; each with its reason.
NOT_ASKED = {
    "partners.organisation_added": "about an organisation",
    "partners.organisation_changed": "about an organisation",
    "partners.referral_sent": "about nobody yet: who it is, a worker decides, and the sender is not told",
    "partners.concern_sent": "about nobody yet: the adult is matched by whoever decides on it",
    "partners.mha_asked": "about nobody yet: who it is, a worker decides, and the sender is not told",
    "partners.client_made": "about a system of another organisation",
    "partners.client_changed": "about a system of another organisation",
    "partners.client_revoked": "about a system of another organisation",
    "partners.secret_added": "about a system of another organisation",
    "partners.secret_ended": "about a system of another organisation",
    "partners.agreement_asked": "about an organisation: it names nobody",
    "partners.agreement_decided": "about an organisation: it names nobody",
    "partners.agreement_ended": "about an organisation: it names nobody",
    "people.cover_ended": "ends what its manager began for a colleague of theirs; it shows nobody",
    "amhp_rota.doctor_kept": "about a doctor",
    "amhp_rota.handover_acknowledged": "about a shift of the desk: all on duty read it",
    "amhp_rota.handover_alarmed": "about a shift of the desk; it names nobody",
    "amhp_rota.asked_outside": "about nobody yet: who it is, whoever takes it decides",
    "amhp_rota.outside_alarmed": "the clock tells managers that nobody has taken it; it names nobody",
    "amhp_rota.visit_escalated": "about a colleague who is out: the clock does it, for nobody signed in",
    "referrals.hub_saved": "about a hub",
    "referrals.session_rule_saved": "about a hub",
    "referrals.sessions_made": "about a hub",
    "referrals.session_saved": "about a hub",
    "referrals.session_cancelled": "about a hub: whoever is booked waits again, and is not shown",
    "referrals.organisation_saved": "about an organisation",
    "safeguarding.provider_saved": "about a provider",
    "safeguarding.provider_enquiry_opened": "about a provider: it names no adult",
    "safeguarding.provider_enquiry_closed": "about a provider: each adult has an enquiry of their own",
    "partners.trust_file_sent": "keeps lines as they came: whom they are about is asked when each is taken in",
    "partners.trust_line_read": "a step of reading a file: taking its record in asks (partners.trust_record_came)",
    "safeguarding.audit_drawn": "about a month: the clock draws it, and it shows nobody",
    "safeguarding.audit_closed": "about a month's sample: each case in it has its own sight",
    "safeguarding.review_begun": "about how partners worked together: it names nobody",
    "safeguarding.review_concluded": "about how partners worked together: it names nobody",
    "reporting.return_asked": "about everybody: the return's own permission",
    "reporting.rows_added": "about everybody: a step of building the return",
    "reporting.return_checked": "about everybody: a step of building the return",
    "reporting.return_built": "about everybody: a step of building the return",
    "reporting.return_signed": "about everybody: the return's own permission",
    "reporting.return_downloaded": "about everybody: the return's own permission, every id recorded",
}  # fmt: skip

# Whole modules of actions that are about workers alone.
ABOUT_WORKERS = {
    "amhp_rota.actions.register": "about AMHPs: their approval, training, leave and hours",
    "amhp_rota.actions.rota": "about AMHPs' duties: a rota names no patient",
    "amhp_rota.actions.rota_absence": "about AMHPs' duties",
    "amhp_rota.actions.rota_rules": "about shifts and rules: they name nobody",
    "amhp_rota.actions.rota_changes": "about AMHPs' duties",
}


def words_of(function, seen):
    """Every name that a function uses, and those used by the functions of our rooms that it calls."""
    function = getattr(function, "__wrapped__", function)
    if function in seen:
        return set()
    seen.add(function)
    names, read = names_in(function.__code__)
    called = (function.__globals__.get(name) for name in sorted(read))
    ours = [f for f in called if isinstance(f, types.FunctionType) and f.__module__.split(".")[0] in ROOMS]
    return names.union(*(words_of(f, seen) for f in ours))


def names_in(code):
    """All its names, and those among them that it reads as globals: an attribute may be called like one."""
    names = set(code.co_names)
    read = {step.argval for step in dis.get_instructions(code) if step.opname == "LOAD_GLOBAL"}
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            more, also = names_in(constant)
            names, read = names | more, read | also
    return names, read


def asks_first(function):
    return bool(ASKS & words_of(function, set()))


def ours():
    import_module(settings.ROOT_URLCONF)  # and with it every room's views and actions
    return {
        name: run
        for name, run in ACTIONS.items()
        if run.needs not in {ANYBODY, WITHIN} and sys.modules[run.__module__].__name__.split(".")[0] in ROOMS
    }


def module_of(run):
    return getattr(run, "__wrapped__", run).__module__


def test_every_action_asks_or_says_why_it_need_not():
    forgot = {name for name, run in ours().items() if name not in NOT_ASKED and not asks_first(run)}
    forgot -= {name for name in forgot if module_of(ours()[name]) in ABOUT_WORKERS}
    assert not forgot, f"may their doer see the person? (people.rules.must_see): {sorted(forgot)}"


def test_the_exceptions_are_still_needed():
    assert set(NOT_ASKED) == {name for name in NOT_ASKED if name in ours() and not asks_first(ours()[name])}


def test_there_are_as_many_as_we_think():
    assert len(ours()) >= 75


def forgetful(*, person, by):
    return person.save()


def careful(*, person, by):
    return helper(person, by)


def helper(person, by):
    return type(person).objects.visible_to(by)


def test_an_action_that_forgets_is_caught(monkeypatch):
    monkeypatch.setattr(helper, "__module__", "people.rules")
    assert not asks_first(forgetful)
    assert asks_first(careful)
