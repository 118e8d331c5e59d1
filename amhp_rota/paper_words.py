"""What our statutory forms say, in our own words, from the record. The official text was not at hand: each page says so."""

from amhp_rota.models import MhaAssessment, Paper
from amhp_rota.rules import nearest_relative
from amhp_rota.rules.papers import CONSULTS
from bep.kit import clock

Told, Form = MhaAssessment.Told, Paper.Form
OURS = (
    "The wording of this form is this service's own: the text of Schedule 1 to SI 2008/1184 was not at hand. It follows the "
    "sections named. Check with the hospital's Mental Health Act office whether it takes it, or wants the official form."
)
TITLES = {
    Form.A2: ("Section 2: admission for assessment", "Application by an approved mental health professional"),
    Form.A6: ("Section 3: admission for treatment", "Application by an approved mental health professional"),
    Form.A10: (
        "Section 4: admission for assessment in an emergency",
        "Application by an approved mental health professional",
    ),
    Form.G2: ("Section 7: guardianship", "Application by an approved mental health professional"),
    Form.CTO1: (
        "Section 17A: community treatment order",
        "Part 2: agreement of an approved mental health professional",
    ),
    Form.CTO5: ("Section 17F(4): revocation", "Part 2: agreement of an approved mental health professional"),
    Form.CTO7: ("Section 20A: extension", "Part 2: agreement of an approved mental health professional"),
    Form.CTO9: (
        "Part 6: community patient transferred to England",
        "Part 2: agreement of an approved mental health professional",
    ),
}
ASKS = {
    Form.A2: "I apply for the admission of this person to hospital for assessment under section 2.",
    Form.A6: "I apply for the admission of this person to hospital for treatment under section 3.",
    Form.A10: "I apply for the admission of this person to hospital for assessment in an emergency under section 4.",
    Form.G2: "I apply for this person to be received into guardianship under section 7.",
    Form.CTO1: "The conditions of section 17A for a community treatment order are met, and the order is appropriate.",
    Form.CTO5: "The person needs treatment in hospital again, and it is appropriate to revoke the order.",
    Form.CTO7: "The conditions of section 20A for extending the order are met, and extending it is appropriate.",
    Form.CTO9: "The conditions to which the person is to be subject in England are necessary or appropriate.",
}


BLANK = "…" * 30  # to fill in by hand


def moment(value):
    if not value:
        return ""
    local = value.astimezone(clock.LONDON)
    return f"{local.day} {local:%B %Y} at {local:%H:%M}"


def sections(paper, assessment, recommendations):
    """[(heading, [lines])]: a line that is empty prints as a space to fill in by hand."""
    if paper.section:
        return [
            ("The application", [ASKS[paper.form], *guardian(paper)]),
            ("Seeing the person", seeing(paper)),
            (role(paper), relative(paper, assessment)),
            ("Medical recommendations", doctors(paper, assessment, recommendations)),
            *urgent(paper),
        ]  # fmt: skip
    said = paper.facts
    agrees = f"I agree. {ASKS[paper.form]}" if said.get("agrees") else ""
    found = [("Agreement", [agrees]), ("Reasons", [said.get("why", "")])]
    return [*found, ("Conditions", [said["conditions"]])] if said.get("conditions") else found


def role(paper):
    return nearest_relative.role_on(clock.as_date(paper.applied_at) or clock.today()).capitalize()


def guardian(paper):
    return [f"Guardian: {paper.facts.get('guardian') or BLANK}"] if paper.form == Form.G2 else []


def seeing(paper):
    seen = moment(paper.seen_at)
    suitable = (
        "I have interviewed the person in a suitable manner and am satisfied that detention in a hospital is in all the "
        "circumstances the most appropriate way of providing the care and medical treatment they need (section 13(2))."
    )
    lines = [f"I last saw this person on {seen}." if seen else ""]
    return lines if paper.form == Form.G2 else [*lines, suitable]


def relative(paper, assessment):
    if assessment is None or not assessment.relative_told:
        return [""]
    named = assessment.relative_name or f"{role(paper)} (name: {BLANK})"
    asked = "consulted" if paper.form in CONSULTS else "informed"
    told = {
        Told.INFORMED: f"{named} has been informed of this application and of the power to order discharge.",
        Told.CONSULTED: f"{named} has been consulted.",
        Told.NOT_PRACTICABLE: f"{named} has not been {asked}: it was not reasonably practicable.",
        Told.DELAY: f"{named} has not been {asked}: it would have involved unreasonable delay.",
        Told.NOBODY: "To the best of my knowledge there is nobody, or nobody could be found.",
    }[assessment.relative_told]
    objects = assessment.get_relative_objects_display()
    lines = [told, assessment.relative_told_how, f"Objection: {objects.lower()}." if objects else ""]
    if assessment.relative_override:
        lines.append(
            f"Not whom section 26 finds ({assessment.relative_found}), because: {assessment.relative_override}"
        )
    return [line for line in lines if line]


def doctors(paper, assessment, recommendations):
    lines = [doctor_line(one) for one in recommendations]
    lines += [""] * (
        1 if paper.form == Form.A10 and not lines else max(0, 2 - len(lines)) if paper.form != Form.A10 else 0
    )
    if recommendations and not any(one.knew_before for one in recommendations):
        why = assessment.no_acquaintance if assessment else ""
        lines.append(f"Neither doctor knew the person before, because: {why}" if why else "")
    return lines


def doctor_line(one):
    signed = f"signed {one.signed_on.day} {one.signed_on:%B %Y}" if one.signed_on else "NOT SIGNED"
    approved = "approved under section 12" if one.is_s12 else "not approved under section 12"
    knew = "knew the person before" if one.knew_before else "did not know the person before"
    return f"{one.doctor.name}, {approved}, {knew}; examined {moment(one.examined_at)}, {signed}."


def urgent(paper):
    return [("Urgency", [paper.facts.get("urgent", "")])] if paper.form == Form.A10 else []


# Completed by others; listed so that what has come in can be ticked off (SI 2008/1184, titles shortened).
OTHERS = [
    ("A1", "2", "application by nearest relative"), ("A3", "2", "joint medical recommendation"),
    ("A4", "2", "medical recommendation"), ("A5", "3", "application by nearest relative"),
    ("A7", "3", "joint medical recommendation"), ("A8", "3", "medical recommendation"),
    ("A9", "4", "emergency application by nearest relative"), ("A11", "4", "medical recommendation"),
    ("H1", "5(2)", "report on in-patient"), ("H2", "5(4)", "nurse's record"), ("H3", "2, 3, 4", "record of detention"),
    ("G3", "7", "joint medical recommendation"), ("G4", "7", "medical recommendation"),
    ("G5", "7", "council's record of acceptance"), ("G9", "20", "renewal of guardianship"),
    ("CTO3", "17E", "notice of recall"), ("CTO4", "17E", "record of detention after recall"),
]  # fmt: skip
