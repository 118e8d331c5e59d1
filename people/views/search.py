from django.shortcuts import render

from bep.access.gate import needs
from people import permissions as may


@needs(may.VIEW, may.SEARCH_EVERYONE)
def search(request):
    return render(request, "people/search.html")
