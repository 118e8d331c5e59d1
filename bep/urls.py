"""Every address of the service. Third-party views are mounted one by one: nothing of theirs is open by accident."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from django.urls import include, path
from django.views.generic import RedirectView

from bep.access import second_factor
from bep.access.gate import public
from bep.health import health
from bep.kit import views_about
from bep.kit.views_gallery import gallery

home = public("leads to My work, which asks for sign-in")(RedirectView.as_view(pattern_name="people:my_work"))

sign_in = [
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("confirm-it-is-you/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/forgotten/", account.password_reset, name="account_reset_password"),
    path("password/forgotten/sent/", account.password_reset_done, name="account_reset_password_done"),
    path("password/forgotten/<uidb36>/<key>/", account.password_reset_from_key, name="account_reset_password_from_key"),
    path("password/changed/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("second-factor/", mfa.index, name="mfa_index"),
    path("second-factor/check/", mfa.authenticate, name="mfa_authenticate"),
    path("second-factor/confirm/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("second-factor/app/", second_factor.set_up, name="mfa_activate_totp"),
    path("second-factor/app/remove/", second_factor.remove, name="mfa_deactivate_totp"),
    path("second-factor/codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("second-factor/codes/new/", second_factor.make_codes, name="mfa_generate_recovery_codes"),
    path("second-factor/codes/file/", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"),
]

handler400 = "bep.kit.views_errors.bad_request"
urlpatterns = [
    # First: five hundred addresses are compared before the last, which a page does not notice, and a program's request does.
    path("api/", include("partners.api.urls")),
    path("", home, name="home"),
    path("health/", health, name="health"),
    *sign_in,
    path("drafts/", include("bep.kit.urls_drafts")),
    path("accessibility/", views_about.accessibility, name="accessibility"),
    path("gallery/", gallery, name="gallery"),
    path("glossary/", views_about.words, name="glossary"),
    path("privacy/", views_about.privacy, name="privacy"),
    path("", include("bep.access.urls")),
    path("administration/", include("bep.access.urls_administration")),
    path("audit/", include("bep.audit.urls")),
    path("jobs/", include("bep.kit.jobs.urls")),
    path("", include("enablement.urls")),
    path("", include("people.urls")),
    path("", include("referrals.urls")),
    path("", include("assessments.urls")),
    path("", include("reporting.urls")),
    path("", include("amhp_rota.urls")),
    path("", include("safeguarding.urls")),
    path("partners/", include("partners.urls")),
]
