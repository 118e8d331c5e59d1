"""The duty desk's addresses."""

from django.urls import path

from amhp_rota.views import desk_board as board
from amhp_rota.views import desk_calls as calls
from amhp_rota.views import desk_request as request

patterns = [
    path("amhp/desk/", board.desk, name="desk"),
    path("people/<int:pk>/mental-health-act-request/", request.new, name="new_request"),
    path("amhp/requests/<int:pk>/", request.page, name="request"),
    path("amhp/requests/<int:pk>/take/", request.take, name="take"),
    path("amhp/requests/<int:pk>/move/<slug:verb>/", request.move, name="move"),
    path("amhp/requests/<int:pk>/held/", request.held, name="held"),
    path("amhp/requests/<int:pk>/longer/", request.extend, name="extend"),
    path("amhp/requests/<int:pk>/no-longer-held/", request.release, name="release"),
    path("amhp/requests/<int:pk>/outcome/", request.decide, name="decide"),
    path("amhp/requests/<int:pk>/reasons-to-relative/", request.relative_reasons, name="relative_reasons"),
    path("amhp/requests/<int:pk>/close/", request.close, name="close"),
    path("amhp/requests/<int:pk>/call/", calls.call, name="call"),
    path("amhp/requests/<int:pk>/note/", calls.note, name="note"),
    path("amhp/requests/<int:pk>/instead/", calls.option, name="option"),
    path("amhp/requests/<int:pk>/delay/", calls.delay, name="delay"),
    path("amhp/delays/<int:pk>/over/", calls.delay_over, name="delay_over"),
]
