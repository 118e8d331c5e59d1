"""What the assessment's pages show: the list of steps, the check before deciding, the record after it."""

from django.urls import reverse

from assessments import permissions as may
from assessments import rules
from assessments.faces import (
    outcome_rows,
    part_rows,
    target_clock,
    verdict_words,
    wellbeing_rows,
)
from assessments.gaps import gaps
from assessments.law import outcomes_of
from assessments.models import NeedsAssessment, PersonalProfile
from assessments.parts import parts_of
from assessments.states import ASSESSMENT
from people.faces import banner


def ordered(assessment):
    """The outcomes' answers in the law's order."""
    place = {outcome: n for n, outcome in enumerate(outcomes_of(assessment.kind).values)}
    return sorted(assessment.outcomes.all(), key=lambda row: place[row.outcome])


def url_of(assessment, page, outcome=""):
    if page == "outcome":
        return reverse("assessments:outcome", args=[assessment.pk, outcome])
    if page == "wellbeing":
        return reverse("assessments:wellbeing", args=[assessment.pk])
    return reverse("assessments:part", args=[assessment.pk, page])


def all_pages(assessment):
    """(key, url) of every page, in the order people work through them."""
    parts = [part.key for part in parts_of(assessment.kind)]
    outcomes = outcomes_of(assessment.kind).values
    yield from ((key, url_of(assessment, key)) for key in parts)
    yield from ((key, url_of(assessment, "outcome", key)) for key in outcomes)
    yield "wellbeing", url_of(assessment, "wellbeing")
    yield "check", reverse("assessments:check", args=[assessment.pk])


def after(assessment, key):
    """Where to go when a page is saved: the next one."""
    pages = list(all_pages(assessment))
    place = [page for page, _ in pages].index(key)
    return pages[place + 1][1]


# --- the list of steps ------------------------------------------------------------------------------------------------
def steps(assessment, worker):
    missing = gaps(assessment)
    may_do = verbs(assessment, worker)
    by_page = {gap.page for gap in missing}
    unanswered = {gap.outcome for gap in missing}
    return {
        "assessment": assessment,
        "person": banner(assessment.person),
        "clock": target_clock(assessment),
        "parts": [
            {"title": part.title, "hint": part.hint, "url": url_of(assessment, part.key), "done": part.key not in by_page}
            for part in parts_of(assessment.kind)
        ],
        "outcomes": [
            {"title": row.get_outcome_display(), "hint": verdict_words(row), "done": row.outcome not in unanswered,
             "url": url_of(assessment, "outcome", row.outcome)}
            for row in ordered(assessment)
        ],
        "wellbeing": {"url": url_of(assessment, "wellbeing"), "done": "wellbeing" not in by_page},
        "verbs": may_do,
        "open": "write" in may_do,
        "missing": len(missing),
        "profile_url": reverse("assessments:profile", args=[assessment.person_id]),
        "profile_done": PersonalProfile.objects.filter(person=assessment.person_id).exists(),
    }  # fmt: skip


def verbs(assessment, worker):
    return {move.verb for move in ASSESSMENT.open_moves(assessment, worker)}


# --- the check before deciding ----------------------------------------------------------------------------------------
def check_page(assessment, worker):
    open_ = assessment.state == NeedsAssessment.State.UNDERWAY
    decides = worker.has_perm(may.DECIDE)
    return {
        "assessment": assessment,
        "person": banner(assessment.person),
        "sections": sections(assessment, changeable=open_ and worker.has_perm(may.ASSESS)),
        "gaps": [{"words": gap.words, "url": url_of(assessment, gap.page, gap.outcome)} for gap in gaps(assessment)],
        "suggestion": rules.suggest_eligibility(assessment),
        "decides": decides,
        "own": decides and not rules.asker_is_not_approver(assessment.submitted_by_id, worker.pk),
        "may_submit": open_ and worker.has_perm(may.ASSESS),
    }


def sections(assessment, changeable=False):
    """Every answer, under the page it was given on."""
    found = [
        {"title": part.title, "rows": part_rows(assessment, part.key), "change_url": url_of(assessment, part.key)}
        for part in parts_of(assessment.kind)
    ]
    found += [
        {"title": row.get_outcome_display(), "rows": outcome_rows(row),
         "change_url": url_of(assessment, "outcome", row.outcome)}
        for row in ordered(assessment)
    ]  # fmt: skip
    found.append(
        {"title": "Wellbeing", "rows": wellbeing_rows(assessment), "change_url": url_of(assessment, "wellbeing")}
    )
    if not changeable:
        for section in found:
            section["change_url"] = ""
    return found


# --- the record after it ----------------------------------------------------------------------------------------------
def record(assessment, worker):
    answers = ordered(assessment)
    return {
        "assessment": assessment,
        "subject": assessment.person,
        "person": banner(assessment.person),
        "sections": sections(assessment),
        "unmet": [row for row in answers if row.answer == "unable"],
        "able": [row for row in answers if row.answer == "able"],
        "addenda": list(assessment.addenda.select_related("written_by")),
        "verbs": verbs(assessment, worker) if assessment.state == NeedsAssessment.State.DECIDED else set(),
        "page_title": f"{assessment.get_kind_display()}: {assessment.person.name}",
        "reference": assessment.person.reference,
        "correction": assessment.follows_as == NeedsAssessment.Follows.CORRECTION,
    }
