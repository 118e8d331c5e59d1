"""The service's addresses and one more: a page that does nothing but know who asks. Others are set beside it."""

from django.http import HttpResponse
from django.urls import path

from bep.access.gate import signed_in
from bep.urls import urlpatterns as the_service


@signed_in("measured only: it shows nothing")
def minimal(request):
    return HttpResponse(f"{request.user.pk}")


urlpatterns = [path("bench/minimal/", minimal, name="minimal"), *the_service]
