"""The live board: it asks the server for itself, and works without a script too."""

from django.shortcuts import render

from amhp_rota import permissions as may
from amhp_rota.queries import desk as q
from amhp_rota.queries import desk_shift as shift
from amhp_rota.queries import rota
from bep.access.gate import needs
from bep.kit import clock
from bep.kit.faces import span


@needs(may.DESK)
def desk(request):
    """Every request that the desk may see, the clock that runs out first on top. A script gets only what changes."""
    columns, outside = q.board(request.user), q.outside(request.user)
    cards = [*outside, *(card for column in columns for card in column.cards)]
    legal, now = q.next_legal(cards), clock.now()
    context = {
        "columns": columns, "outside": outside, "open_count": len(cards), "log": q.lately(request.user), "now": now,
        "next_law": legal and {"law": legal[0].law, "left": span(abs(legal[0].deadline - now)), "over": legal[0].deadline < now},
        "on_duty": rota.on_duty(), "out": shift.out_now(request.user), "handovers": shift.unacknowledged(),
        "held_still": "still" in request.GET,
    }  # fmt: skip
    live = "HX-Request" in request.headers
    return render(request, "amhp_rota/_board.html" if live else "amhp_rota/desk.html", context)
