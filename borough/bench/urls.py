"""The service's addresses and some more, measured only. Others are set beside them: a page that does nothing but know who asks,
and for the partners' API an endpoint that tells a constant, stock REST framework with OAuth, and a bare view."""

from django.http import HttpResponse
from django.urls import path
from oauth2_provider.contrib.rest_framework import OAuth2Authentication, TokenHasScope
from rest_framework.response import Response
from rest_framework.views import APIView

from bep.access.gate import public, signed_in
from bep.urls import urlpatterns as the_service
from partners.api.base import Endpoint
from partners.sight import REFERRED

CONSTANT = {"items": [], "more": False, "bookmark": None}


@signed_in("measured only: it shows nothing")
def minimal(request):
    return HttpResponse(f"{request.user.pk}")


class Constant(Endpoint):
    """Who asks, how often, by which scope; and that they were told."""

    scopes = {"get": "referrals:read"}

    def get(self, request):
        return self.tell(CONSTANT, rests_on=self.bearer.relying_on(REFERRED))


class Stock(APIView):
    """As the documentation of REST framework and of django-oauth-toolkit has it."""

    authentication_classes, permission_classes = [OAuth2Authentication], [TokenHasScope]
    required_scopes = ["referrals:read"]

    def get(self, request):
        return Response(CONSTANT)


@public("measured only: it shows nothing")
def bare(request):
    return HttpResponse("{}", content_type="application/json")


urlpatterns = [
    path("bench/minimal/", minimal, name="minimal"),
    path("api/bench/constant", Constant.as_view()),
    path("api/bench/stock", public("measured only: it shows nothing")(Stock.as_view())),
    path("api/bench/bare", bare),
    *the_service,
]
