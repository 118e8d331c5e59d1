"""Reference data: code lists as versioned rows, so a new release of a return is loaded, not programmed.

`choices("ethnicity")` feeds a form, `label("ethnicity", value)` a screen, `outwards("ethnicity", value)` a return.
A list whose status is not VERIFIED or LOCAL says so where it is used: `confirmed(name)`.
"""

from bep.kit.memory import Memory
from bep.kit.models import Code, CodeList


def read():
    """{list name: {"list": CodeList facts, "codes": {value: code facts}}} of each list's newest release."""
    found: dict[str, dict] = {}
    for item in CodeList.objects.order_by("name", "release"):
        found[item.name] = {
            "release": item.release, "source": item.source, "status": item.status, "pk": item.pk, "codes": {},
        }  # fmt: skip
    newest = {facts["pk"]: name for name, facts in found.items()}
    for code in Code.objects.filter(list__in=newest).order_by("order", "pk"):
        found[newest[code.list_id]]["codes"][code.value] = {
            "label": code.label, "group": code.group, "maps_to": code.maps_to, "valid_to": code.valid_to,
        }  # fmt: skip
    return found


memory = Memory("reference", read)
everything, forget = memory.get, memory.forget


def codes(name):
    try:
        return everything()[name]["codes"]
    except KeyError:
        raise KeyError(f"No code list “{name}” is loaded: run manage.py bootstrap.") from None


def choices(name, blank=None):
    """[(value, label)] for a form, grouped where the list has groups."""
    out, groups = [("", blank)] if blank is not None else [], {}
    for value, facts in codes(name).items():
        if facts["valid_to"]:
            continue
        if facts["group"]:
            if facts["group"] not in groups:
                groups[facts["group"]] = []
                out.append((facts["group"], groups[facts["group"]]))
            groups[facts["group"]].append((value, facts["label"]))
        else:
            out.append((value, facts["label"]))
    return out


def label(name, value):
    """What people read for a value; a value the list does not know is shown as it is, never hidden."""
    return codes(name).get(value, {}).get("label", value) if value else ""


def outwards(name, value):
    """What leaves the council for a value: its mapping, else itself."""
    return (codes(name).get(value, {}).get("maps_to") or value) if value else ""


def confirmed(name):
    return everything()[name]["status"] in {"VERIFIED", "LOCAL"}
