"""What somebody sent after their sign-in had ended, or from a page opened under an earlier one: kept, never lost.

A form that has a draft keeps it there, and comes back filled. Any other is kept as it was sent and shown once they have
signed in again, with a button that sends it. Uploaded files cannot be kept, and the page says so.
"""

import uuid

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import Resolver404, resolve, reverse
from django.views.decorators.http import require_GET

from bep.access.gate import THIRD_PARTY, signed_in
from bep.audit.events import register
from bep.audit.record import note
from bep.kit import drafts
from bep.kit.models import Draft
from bep.kit.numbers import whole_number
from bep.kit.rules import Refused

KIND = "access.unsent:"
FILES, PATH = "unsent_files", "unsent_path"
KEPT = register("access.unsent_kept", "Had a form kept that was sent after they were signed out")
NOT_KEPT = {"csrfmiddlewaretoken", "unsent", *drafts.FIELDS}


def keep(request):
    """Keeps what was posted for its worker, and says where they find it."""
    if not worth_keeping(request):
        return reverse("home")
    note(KEPT.name, by=request.user, page=request.path_info)
    return keep_as_draft(request) or keep_as_sent(request)


def worth_keeping(request):
    """Passwords and codes never are, nor is what was sent to no page."""
    try:
        return resolve(request.path_info).url_name not in THIRD_PARTY
    except Resolver404:
        return False


def keep_as_draft(request):
    posted = request.POST
    person = posted.get("draft_person", "")
    try:
        draft = drafts.save(
            request.user,
            key=posted.get("draft_key", ""),
            version=drafts.version_of(posted),
            data=words(posted),
            title=posted.get("draft_title", ""),
            url=posted.get("draft_url", ""),
            person_id=whole_number(person),
        )
    except Refused:
        return None  # it is no draft, or another window has changed it since: both versions are kept, apart
    return draft.url


def keep_as_sent(request):
    name = uuid.uuid4()
    where = reverse("access:unsent", args=[name])
    data = words(request.POST) | {
        PATH: request.get_full_path()[:500],
        FILES: [file.name for file in request.FILES.values()],
    }
    title = "A form sent after you were signed out"
    Draft.objects.create(worker=request.user, key=f"{KIND}{name}", title=title, url=where, data=data)
    return where


def words(posted):
    return {name: values if len(values) > 1 else values[0] for name, values in posted.lists() if name not in NOT_KEPT}


@require_GET
@signed_in("one's own words, as one sent them")
def unsent(request, name):
    draft = get_object_or_404(Draft, worker=request.user, key=f"{KIND}{name}")
    data = dict(draft.data)
    context = {"name": name, "path": data.pop(PATH), "files": data.pop(FILES)}
    context["fields"] = [(field, value) for field, values in data.items() for value in drafts.as_list(values)]
    context["rows"] = [{"key": readable(field), "value": value} for field, value in context["fields"] if value]
    return render(request, "access/unsent.html", context | {"page_title": "This was not sent yet", "key": draft.key})


def readable(field):
    return field.replace("_", " ").replace("-", " ").capitalize()


def forget_if_sent(request, response):
    """Once what was kept has been sent and taken (an answer that leads on), it is kept no longer."""
    if request.method == "POST" and response.status_code == 302 and (name := request.POST.get("unsent")):
        Draft.objects.filter(worker_id=request.user.pk, key=f"{KIND}{name}").delete()


def stale_form(request, reason=""):
    """A form whose token is of an earlier sign-in. Cookies are same-site, so who is signed in here sent it from here."""
    if request.user.is_authenticated and worth_keeping(request):
        return redirect(keep(request))
    return render(request, "403_csrf.html", status=403)
