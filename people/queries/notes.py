"""Case notes and risk plans as they are read."""

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404

from people.models import Addendum, CaseNote, NextStep, RiskPlan


def note_visible_to(worker, pk):
    """One note with its addenda, next steps and countersignature, or 404."""
    notes = CaseNote.objects.visible_to(worker).select_related("person", "author", "countersignature__author")
    addenda = Prefetch("addenda", Addendum.objects.select_related("author"))
    steps = Prefetch("next_steps", NextStep.objects.select_related("worker", "closed_by"))
    return get_object_or_404(notes.prefetch_related(addenda, steps), pk=pk)


def risk_plans_of(person):
    """Every version, the newest first, with what it says of each kind of risk."""
    plans = RiskPlan.objects.filter(person=person).select_related("author", "countersignature__author")
    return list(plans.prefetch_related("areas"))
