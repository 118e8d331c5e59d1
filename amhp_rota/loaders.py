"""What this room loads from a council's preset: the kinds of shift with their cover, and the rules of the rota."""

from amhp_rota.models import CoverRule, RotaRule, ShiftKind
from amhp_rota.models.rota_rules import FROM
from bep.presets import loader


@loader("amhp_shift")
def load_shifts(rows):
    """A county names the area of each need: { area = "North", days = "every", need = 1 }."""
    for order, row in enumerate(rows):
        facts = dict(row) | {"order": order}
        cover = facts.pop("cover", [])
        kind = keep(ShiftKind, {"code": facts.pop("code")}, facts)
        for need in cover:
            keep(
                CoverRule,
                {"kind": kind, "area": need.get("area", ""), "days": need["days"], "first": FROM},
                {"need": need["need"]},
            )


@loader("amhp_rule")
def load_rules(rows):
    for order, row in enumerate(rows):
        facts = dict(row) | {"order": order}
        keep(RotaRule, {"code": facts.pop("code"), "first": FROM}, facts)


def keep(model, key, facts):
    """The row as the preset says it, unless somebody has set it since: theirs stays."""
    row, new = model.objects.get_or_create(**key, defaults=facts)
    if not new and row.set_by_id is None:
        model.objects.filter(pk=row.pk).update(**facts)
    return row
