"""The API's description, for programs and for people. It tells nothing about anybody, so it is open to all."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from bep.access.gate import public
from partners.api import described, reading


@require_GET
@public("describes the API; tells nothing about anybody")
def schema(request):
    return HttpResponse(described.written(), content_type="application/json")


@require_GET
@public("explains the API; tells nothing about anybody")
def docs(request):
    return render(request, "partners/api_docs.html", reading.page())
