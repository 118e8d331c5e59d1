"""The words of the service, one for each thing, as code, screens and addresses use them; and the rules the system applies."""

from bep.kit.rules import RULES

WORDS = {
    "AEO": "Assessment and enablement officer: assesses, plans and works with people beside social workers.",
    "AMHP": "Approved mental health professional: decides on applications under the Mental Health Act.",
    "Advocate": "Somebody independent who helps a person say what they want and understand what is said.",
    "Break-glass": "Opening a record one does not normally see, with a reason that is written down and looked at afterwards.",
    "Brief enablement": "Support for six weeks at most, with steps the person chose.",
    "Care and support plan": "What the council must write down under section 25 of the Care Act: needs and how they are met.",
    "Choice appointment": "A first talk at a community hub, or at home, about what somebody wants and what could help.",
    "Choice meeting": "A longer meeting that makes the assessment under section 9 of the Care Act together with the person.",
    "Chronology": "Every event of a person’s life with the service, in order, on one page.",
    "Clock": "A time that matters: a limit of law, a local target, or a wait that grows. Its words say which.",
    "Concern": "A worry, told to us, that an adult with care and support needs is being abused or neglected.",
    "Enablement plan": "One page in the person’s own words: what they want to change, the steps, and whose they are.",
    "Hub": "A place in the community where choice appointments are held, with partners and volunteers present.",
    "Involvement": "That somebody works with a person, since when and in what role. Who may see a record rests on it.",
    "Move-on": "Leaving the service, or a placement, for something more independent; return is always easy.",
    "Network Plus": "Support for longer than brief enablement, with one’s own network and more of ours.",
    "Points": "How much work one person’s case asks for, so that work can be shared out fairly.",
    "Promise": "An “I will” in a case note, with its date: kept or broken in sight of the person.",
    "Referral": "Asking this service to help somebody, by anybody, including for oneself.",
    "Restricted record": "A record that only named people may see; to all others it is not there.",
    "Review": "Looking together at a plan: what worked, what changed, what next.",
    "SAM": "Safeguarding adults manager: decides on concerns and signs off enquiries.",
    "Section 117": "After-care owed to people who were detained under some sections of the Mental Health Act, without charge.",
    "Tier": "How much support: choice appointment, brief, standard or Network Plus, specialist, intensive.",
    "Triage": "Deciding what happens to a referral, how soon, and why.",
}

STATUS = {
    "VERIFIED": "checked against its source",
    "INFERRED": "our reading of its source",
    "RECALLED": "from memory, not yet checked against its source",
    "LOCAL": "this council’s own",
}


def rules():
    """[(source, [rule])], each rule with `wording` and `said`: how sure we are of it."""
    by_source: dict = {}
    for rule in RULES.values():
        by_source.setdefault(rule.source.name, []).append(
            {"wording": rule.wording, "said": STATUS.get(rule.source.status, rule.source.status)}
        )
    return sorted(by_source.items())
