"""Where drafts are saved: by the page's script as one types, or by a button where there is no script."""

import json

from django import forms
from django.contrib import messages
from django.http import JsonResponse
from django.http.request import RawPostDataException
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from bep.access.gate import signed_in
from bep.kit import drafts
from bep.kit.numbers import whole_number
from bep.kit.rules import Refused

OWN = "everybody keeps their own unfinished words; whom a draft is about is checked against whom they may see"
UNUSABLE = {"message": "This page sent something that cannot be saved.", "url": ""}


@require_POST
@signed_in(OWN)
def save(request):
    """POST {key, version, data, title?, url?, person?} → 200 {version, saved_at, warning}, or 409 {message, url}."""
    try:
        sent = read(json.loads(request.body))
    except (ValueError, TypeError, KeyError, RawPostDataException):  # the last: sent as a form is
        return JsonResponse(UNUSABLE, status=400)
    try:
        draft = drafts.save(request.user, **sent)
    except Refused as refusal:
        answer = {"message": str(refusal), "url": getattr(refusal, "url", sent["url"])}
        return JsonResponse(answer, status=refusal.status)
    also = " ".join(map(drafts.also_writing, drafts.others(request.user, draft.key)))
    return JsonResponse({"version": draft.version, "saved_at": drafts.clock_time(draft.saved_at), "warning": also})


def read(sent):
    person = sent.get("person")
    return {
        "key": str(sent["key"]),
        "version": int(sent["version"]),
        "data": dict(sent["data"]),
        "title": str(sent.get("title") or ""),
        "url": str(sent.get("url") or ""),
        "person_id": int(person) if person else None,
    }


@require_POST
@signed_in(OWN)
def keep(request):
    """The button "Save and finish later": the form's own fields, its draft's name among them."""
    posted = request.POST
    data = {
        name: values if len(values) > 1 else values[0]
        for name, values in posted.lists()
        if name not in drafts.FIELDS and name != "csrfmiddlewaretoken"
    }
    person = posted.get("draft_person", "")
    draft = drafts.save(
        request.user,
        key=posted.get("draft_key", ""),
        version=drafts.version_of(posted),
        data=data,
        title=posted.get("draft_title", ""),
        url=posted.get("draft_url", ""),
        person_id=whole_number(person),
    )
    messages.success(request, f"Saved at {drafts.clock_time(draft.saved_at)}. You find it under “Not finished”.")
    return redirect("home")


class SureToDiscard(forms.Form):
    draft_key = forms.CharField(widget=forms.HiddenInput)
    draft_url = forms.CharField(widget=forms.HiddenInput)
    sure = forms.CharField(widget=forms.HiddenInput)


@require_POST
@signed_in(OWN)
def discard(request):
    """Throws one's own draft away, after asking whether that is meant."""
    form = SureToDiscard({name: request.POST.get(name, "") for name in ("draft_key", "draft_url")} | {"sure": "yes"})
    back = drafts.local(request.POST.get("draft_url", "")) or "/"
    if request.POST.get("sure") != "yes":
        context = {"question": "Discard this draft?", "consequences": ["What it says cannot be brought back."]}
        return render(
            request, "confirm.html", context | {"form": form, "confirm_label": "Discard it", "cancel_url": back}
        )
    drafts.finish(request.user, request.POST.get("draft_key", ""))
    messages.success(request, "The draft is discarded.")
    return redirect(back)
