"""What the law asks of casework. Each rule's docstring is the sentence a reader sees."""

from amhp_rota.rules.register import approved_on
from bep.kit.rules import refuse_by, rule


@rule("Mental Health Act 1983 s14", "VERIFIED")
def s14_is_written_by_an_amhp(worker, day):
    """After a nearest relative's application, an AMHP interviews the person and reports to the hospital managers on their
    social circumstances, as soon as practicable."""
    if not approved_on(worker, day):
        raise refuse_by(
            s14_is_written_by_an_amhp, field="kind", remedy=f"{worker.name} is not approved that day: ask an AMHP."
        )


@rule("Mental Health Act 1983 s14", "VERIFIED")
def s14_follows_no_emergency(section):
    """A report under section 14 is not asked for after an emergency application, section 4."""
    if section.strip().lower().lstrip("s").strip() == "4":
        raise refuse_by(s14_follows_no_emergency, field="section", remedy="Give the section that it became, or none.")
