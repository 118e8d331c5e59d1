"""What must hold before another organisation's system does something here, or is told something."""

from bep.kit.rules import refuse_by, rule


@rule("This council's practice: each organisation refers as itself", "LOCAL")
def source_is_theirs(source, bearer):
    """An organisation's system refers only as a source that we have agreed with it."""
    if source not in bearer.sources:
        remedy = (
            f"Send one of these: {', '.join(bearer.sources)}." if bearer.sources else "Ask this council to agree one."
        )
        raise refuse_by(source_is_theirs, field="source", remedy=remedy)
