"""What this room loads from a council's preset: the kinds of shift with their cover, and the rules of the rota."""

from datetime import date

from amhp_rota.models import CoverRule, RotaRule, ShiftKind
from bep.presets import loader

FROM = date(2015, 4, 1)


@loader("amhp_shift")
def load_shifts(rows):
    """A county names the area of each need: { area = "North", days = "every", need = 1 }."""
    for order, row in enumerate(rows):
        facts = dict(row) | {"order": order}
        cover = facts.pop("cover", [])
        kind, _ = ShiftKind.objects.update_or_create(code=facts.pop("code"), defaults=facts)
        for need in cover:
            key = {"kind": kind, "area": need.get("area", ""), "days": need["days"], "first": FROM}
            CoverRule.objects.update_or_create(**key, defaults={"need": need["need"]})


@loader("amhp_rule")
def load_rules(rows):
    for order, row in enumerate(rows):
        facts = dict(row) | {"order": order}
        RotaRule.objects.update_or_create(code=facts.pop("code"), defaults=facts)
