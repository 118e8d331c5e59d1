from django.urls import path

from safeguarding.concern import public_views as public
from safeguarding.concern import views as concern

app_name = "safeguarding"
urlpatterns = [
    # for anybody, not signed in
    path("worried-about-an-adult/", public.start, name="public_start"),
    path("worried-about-an-adult/in-danger/", public.danger, name="public_danger"),
    path("worried-about-an-adult/check/", public.check, name="public_check"),
    path("worried-about-an-adult/sent/", public.sent, name="public_sent"),
    path("worried-about-an-adult/<slug:name>/", public.step, name="public_step"),
    # concerns
    path("safeguarding/", concern.concerns, name="concerns"),
    path("safeguarding/raise/", concern.raise_unknown, name="raise"),
    path("people/<int:person_pk>/safeguarding/raise/", concern.raise_about, name="raise_about"),
    path("safeguarding/concerns/<int:pk>/", concern.concern, name="concern"),
    path("safeguarding/concerns/<int:pk>/answer/", concern.answer_alarm, name="answer_alarm"),
    path("safeguarding/concerns/<int:pk>/match/", concern.match, name="match"),
    path("safeguarding/concerns/<int:pk>/unmatch/", concern.unmatch, name="unmatch"),
    path("safeguarding/concerns/<int:pk>/talk/", concern.talk, name="talk"),
]
