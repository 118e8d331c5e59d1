"""What leaves this system: written with the decision that sends it, delivered afterwards, asked about once more before.

Inside an action:

    post("email", to=person.email, key=f"booking-confirmed:{booking.pk}", by=by, person=person, subject=…, body=…)

The message is committed with the action or not at all. A job then asks every gate again (`@gate`: a way that has become
unsafe, a death) and hands it over. It is handed over once, with one exception that no program can mend: a worker killed
after the mail server said yes and before we wrote so down. The second attempt carries the same Message-ID, so the
reader's side can tell.
"""

from bep.kit.outbox.sending import composer, gate
from bep.kit.outbox.writing import address_of, configured, post, send_again

__all__ = ["address_of", "composer", "configured", "gate", "post", "send_again"]
