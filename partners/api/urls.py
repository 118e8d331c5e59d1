"""Every address of the API. Of django-oauth-toolkit two views are mounted, and nothing else of it."""

from django.urls import path
from oauth2_provider import views as oauth

from bep.access.gate import public
from partners.api import referrals

token = public("a client asks for its token with its own secret")(oauth.TokenView.as_view())
revoke = public("a client gives its token back with its own secret")(oauth.RevokeTokenView.as_view())

app_name = "api"
urlpatterns = [
    path("oauth/token", token, name="token"),
    path("oauth/revoke", revoke, name="revoke"),
    path("v1/referrals", referrals.Referrals.as_view(), name="referrals"),
    path("v1/referrals/<str:reference>", referrals.OneReferral.as_view(), name="referral"),
    path("v1/referrals/<str:reference>/outcome", referrals.Outcome.as_view(), name="outcome"),
    path("v1/referrals/<str:reference>/appointments", referrals.Appointments.as_view(), name="appointments"),
    path("v1/referrals/<str:reference>/withdrawal", referrals.Withdrawal.as_view(), name="withdrawal"),
]
