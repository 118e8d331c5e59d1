"""What administration may list of workers."""

from django.contrib.auth.models import Group
from django.db.models import OuterRef, Prefetch, Q, Subquery

from bep.access.models import Membership, Worker
from bep.audit.models import Event
from bep.kit import clock
from bep.kit.models import Job

NAMED = 3  # names that a narrow box has room for


def workers(*, q="", team=None, role=None, state=""):
    found = Worker.objects.prefetch_related("groups", Prefetch("memberships", open_memberships()))
    today = clock.today()
    gone = Q(is_active=False) | Q(ends__lt=today)
    found = found.filter(gone) if state == "left" else found.exclude(gone)
    if state == "invited":
        found = found.annotate(signed_in=Subquery(last_sign_ins())).filter(signed_in=None)
    if q:
        found = found.filter(Q(name__icontains=q) | Q(email__icontains=q))
    if team:
        found = found.filter(pk__in=open_memberships().filter(team=team).values("worker_id"))
    if role:
        found = found.filter(groups=role.group_id)
    return found.order_by("name", "pk")


def roles_with(permission):
    """The roles that include a permission, such as "people.record"."""
    room, codename = permission.split(".")
    return Group.objects.filter(permissions__codename=codename, permissions__content_type__app_label=room)


def holders(permission):
    """Colleagues whose role lets them."""
    return Worker.objects.filter(is_active=True, groups__in=roles_with(permission)).distinct()


def open_memberships():
    return (
        Membership.objects.filter(Q(ends=None) | Q(ends__gt=clock.now())).select_related("team").order_by("team__name")
    )


def last_sign_ins():
    return Event.objects.filter(name="access.signed_in", actor_id=OuterRef("pk")).order_by("-at").values("at")[:1]


def last_signed_in(worker):
    return Event.objects.filter(name="access.signed_in", actor_id=worker.pk).values_list("at", flat=True).first()


def planned_moves(worker):
    """Changes that wait for their day, or could not be made on it."""
    return Job.objects.filter(
        kind="access.move_worker", args__worker=worker.pk, state__in=["waiting", "running", "failed"]
    )


def on_duty(duties):
    """[(duty, who, telephone)] for colleagues who need them now: whoever holds the role ({role key: duty}) in a team."""
    held = open_memberships().filter(worker__is_active=True, worker__groups__role__key__in=duties)
    found = held.order_by("worker__name").values_list("worker__groups__role__key", "worker__name", "team__phone")
    return [
        told for key, duty in duties.items() if (told := on_one_duty(duty, [row for row in found if row[0] == key]))
    ]


def on_one_duty(duty, found):
    names = list(dict.fromkeys(name for _, name, _ in found))
    if not names:
        return None
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return duty, f"{', '.join(names[:NAMED])}{more}", next((phone for _, _, phone in found if phone), "")
