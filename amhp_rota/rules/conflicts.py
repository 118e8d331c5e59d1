"""Conflicts of interest between person, assessors and an applying nearest relative (SI 2008/1205), for each assessment."""

from amhp_rota.models import Declaration
from bep.kit.rules import Refused, refuse_by, rule

Ground = Declaration.Ground
REGULATIONS = "SI 2008/1205, the Mental Health (Conflicts of Interest) (England) Regulations 2008"
TEAM = {Ground.TEAM_PATIENT, Ground.TEAM_ALL}
REMEDY = "Ask another assessor. Without a conflict, correct the declaration."


@rule(REGULATIONS, "VERIFIED")
def no_financial_interest(grounds):
    """An assessor with a financial interest in the outcome may not act, nor two doctors on an independent hospital's staff."""
    return not {Ground.FINANCIAL, Ground.BOUGHT} & grounds


@rule(REGULATIONS, "VERIFIED")
def no_shared_business(grounds):
    """Nobody may assess who is closely involved in one business venture with the person, another assessor or the
    applying nearest relative."""
    return not {Ground.BUSINESS_PATIENT, Ground.BUSINESS_ASSESSOR, Ground.BUSINESS_RELATIVE} & grounds


@rule(REGULATIONS, "VERIFIED")
def nobody_directs_another(grounds):
    """An assessor who directs or employs the person or another assessor may not act."""
    return Ground.DIRECTS not in grounds


@rule(REGULATIONS, "VERIFIED")
def no_kin(grounds):
    """Nobody may assess who is a relative or partner, as the regulations list them, of the person, another assessor or
    the applying nearest relative."""
    return not {Ground.KIN_PATIENT, Ground.KIN_ASSESSOR, Ground.KIN_RELATIVE} & grounds


@rule(REGULATIONS, "VERIFIED")
def not_one_team(grounds):
    """An assessor of the person's own clinical team, or three of one team, act only when that is urgently necessary."""
    return not TEAM & grounds


ABSOLUTE = (no_financial_interest, no_shared_business, nobody_directs_another, no_kin)


def broken(grounds, urgent_because=""):
    """The first rule that stands against an assessor, or None. Urgency, with its reason, sets aside the team rule alone."""
    grounds = set(grounds)
    for each in ABSOLUTE:
        if not each(grounds):
            return each
    return not_one_team if not not_one_team(grounds) and not urgent_because.strip() else None


def check_override(grounds, urgent_because):
    """A reason of urgency belongs to the team rule alone."""
    if urgent_because.strip() and not TEAM & set(grounds):
        raise Refused(
            "Urgency sets aside the team rule only.",
            field="urgent_because",
            remedy="Leave the reason of urgency empty.",
        )


def check_assessors(declarations):
    """Refuses when anybody who assesses may not act. One declaration for each assessor, their newest."""
    for declaration in declarations:
        if against := broken(declaration.grounds, declaration.urgent_because):
            refusal = refuse_by(against, remedy=REMEDY)
            raise Refused(f"{declaration.assessor}: {refusal.sentence}", remedy=refusal.remedy)


def one_team(names):
    """Whether three named clinical teams are one: the screen then asks for the declaration before anybody signs."""
    said = [name.strip().casefold() for name in names if name and name.strip()]
    return len(said) >= 3 and len(set(said)) == 1


def newest(declarations):
    """The newest declaration of each assessor; `declarations` come newest first."""
    found = {}
    for declaration in declarations:
        found.setdefault((declaration.doctor_id, declaration.amhp_id), declaration)
    return list(found.values())
