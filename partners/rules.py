"""What must hold before another organisation's system does something here, or is told something."""

from bep.kit.rules import WrongMoment, refuse_by, rule
from safeguarding.models import Concern


@rule("This council's practice: each organisation refers as itself", "LOCAL")
def source_is_theirs(source, bearer):
    """An organisation's system refers only as a source that we have agreed with it."""
    if source not in bearer.sources:
        remedy = (
            f"Send one of these: {', '.join(bearer.sources)}." if bearer.sources else "Ask this council to agree one."
        )
        raise refuse_by(source_is_theirs, field="source", remedy=remedy)


@rule("Mental Health Act 1983 s13(1): once asked, an AMHP considers the case", "RECALLED")
def is_no_mha_request(referral):
    """A request for a Mental Health Act assessment is not taken back by a machine."""
    if referral.mha_asked:
        raise WrongMoment(
            is_no_mha_request.wording, remedy="Telephone the AMHP duty desk, so that they know what has changed."
        )


@rule("This service's own: one number of theirs, one concern of ours", "LOCAL")
def concern_is_not_here_already(facts):
    """Your organisation has raised a concern by this number already."""
    here = Concern.objects.filter(origin=facts["origin"], origin_key=facts["origin_key"]) if facts["origin"] else None
    if here is not None and here.exists():
        remedy = "Read that one; a further concern about the same adult has a number of its own."
        raise refuse_by(concern_is_not_here_already, field="your_reference", remedy=remedy)
