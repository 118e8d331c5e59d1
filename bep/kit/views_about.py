"""Pages about the service itself, open to everybody: accessibility, privacy, and the words and rules it uses."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from bep.access.gate import public
from bep.kit import glossary


@require_GET
@public("says how accessible the service is")
def accessibility(request):
    return render(request, "about/accessibility.html")


@require_GET
@public("says what is kept about people and why")
def privacy(request):
    return render(request, "about/privacy.html")


@require_GET
@public("explains words and rules; tells nothing about anybody")
def words(request):
    return render(request, "about/glossary.html", {"words": sorted(glossary.WORDS.items()), "rules": glossary.rules()})
