"""Every address of the API. Of django-oauth-toolkit two views are mounted, narrowed, and nothing else of it."""

from django.urls import path

from bep.access.gate import public
from partners.api import about_nobody, concerns, mha, pages, people, referrals
from partners.oauth import GiveToken, TakeTokenBack

token = public("a client asks for its token with its own secret")(GiveToken.as_view())
revoke = public("a client gives its token back with its own secret")(TakeTokenBack.as_view())

app_name = "api"
urlpatterns = [
    path("schema/", pages.schema, name="schema"),
    path("docs/", pages.docs, name="docs"),
    path("oauth/token", token, name="token"),
    path("oauth/revoke", revoke, name="revoke"),
    path("v1/referrals", referrals.Referrals.as_view(), name="referrals"),
    path("v1/referrals/<str:reference>", referrals.OneReferral.as_view(), name="referral"),
    path("v1/referrals/<str:reference>/outcome", referrals.Outcome.as_view(), name="outcome"),
    path("v1/referrals/<str:reference>/appointments", referrals.Appointments.as_view(), name="appointments"),
    path("v1/referrals/<str:reference>/withdrawal", referrals.Withdrawal.as_view(), name="withdrawal"),
    path("v1/people", people.People.as_view(), name="people"),
    path("v1/people/<str:reference>/plan", people.Plan.as_view(), name="plan"),
    path("v1/people/<str:reference>/involved", people.Involved.as_view(), name="involved"),
    path("v1/safeguarding-concerns", concerns.Concerns.as_view(), name="concerns"),
    path("v1/safeguarding-concerns/<str:reference>", concerns.OneConcern.as_view(), name="concern"),
    path("v1/mental-health-act-requests", mha.MhaRequests.as_view(), name="mha_requests"),
    path("v1/mental-health-act-requests/<str:reference>", mha.OneMhaRequest.as_view(), name="mha_request"),
    path("v1/hubs", about_nobody.Hubs.as_view(), name="hubs"),
    path("v1/lists", about_nobody.Lists.as_view(), name="lists"),
    path("v1/lists/<str:name>", about_nobody.OneList.as_view(), name="list"),
]
