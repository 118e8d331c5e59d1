"""The versions of the audit's questions: loaded from presets/casefile-audit.toml, never changed, each in force until the next."""

from bep.kit.rules import WrongMoment
from bep.presets import loader
from safeguarding.models import AuditQuestion, AuditTool


@loader("case_audit", file="casefile-audit.toml")
def load_versions(rows):
    for row in rows:
        load_version(dict(row))


def load_version(row):
    """A new version is added. One that is there already must say what it said: samples were made with it."""
    code, asked, scales = row.pop("code"), row.pop("question"), row.pop("scales")
    questions = [facts_of(number, question, scales) for number, question in enumerate(asked, 1)]
    known = AuditTool.objects.filter(code=code).first()
    if known is None:
        tool = AuditTool.objects.create(code=code, **row)
        AuditQuestion.objects.bulk_create(AuditQuestion(tool=tool, **facts) for facts in questions)
    elif said(known, row) != (row, questions):
        raise ValueError(f"presets/casefile-audit.toml: version {code} has been loaded already; add a further one.")


def facts_of(number, question, scales):
    facts = {name: question[name] for name in ("key", "theme", "words", "good")}
    return facts | {"number": number, "answers": scales[question["scale"]]}


def said(tool, row):
    names = ("key", "theme", "words", "good", "number", "answers")
    return {name: getattr(tool, name) for name in row}, list(tool.questions.order_by("number").values(*names))


def in_force(day):
    """The version of a day."""
    found = AuditTool.objects.filter(starts__lte=day).order_by("-starts").first()
    if found is None:
        raise WrongMoment("No questions were in force then.", remedy="Load a version of presets/casefile-audit.toml.")
    return found
