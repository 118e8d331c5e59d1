"""What workers do about their own sign-in. allauth asks for these through its adapter (bep/access/adapter.py)."""

from bep.audit.record import ANYBODY, action
from bep.kit.council import council
from bep.kit.models.job import new_key
from bep.kit.outbox import post
from bep.kit.rules import NotAllowed

NOT_YOU = "\n\nIf this was not you, tell an administrator at once: somebody may know your password."


@action("access.password_set", "Set their own password", needs=ANYBODY)
def set_password(*, worker, password, by):
    """All other sign-ins of the worker end: a session is bound to the password it began with."""
    own(worker, by)
    worker.set_password(password)
    worker.save(update_fields=["password"])
    return worker


@action("access.password_reset_asked", "Asked for a new password", needs=ANYBODY)
def ask_for_new_password(*, worker, by):
    own(worker, by)
    post(
        "email", to=worker.email, key=new_key(), by=by, template="access.password_reset", context={"worker": worker.pk}
    )
    return worker


@action("access.password_changed", "Was told that their password was changed", needs=ANYBODY)
def tell_of_password(*, worker, by):
    return told(own(worker, by), by, "Your password was changed", f"Your password for {name()} was changed just now.")


@action("access.second_factor_added", "Added their authenticator app", needs=ANYBODY)
def tell_of_second_factor(*, worker, by):
    return told(own(worker, by), by, "Your authenticator app is set up", f"From now on {name()} asks for its code.")


@action("access.second_factor_removed", "Removed their authenticator app", needs=ANYBODY)
def tell_of_removed_factor(*, worker, by):
    words = f"Your authenticator app no longer opens {name()}. You will be asked to set one up before you go on."
    return told(own(worker, by), by, "Your authenticator app was removed", words)


@action("access.recovery_codes_made", "Made new recovery codes", needs=ANYBODY)
def tell_of_recovery_codes(*, worker, by):
    return told(own(worker, by), by, "You have new recovery codes", "Your earlier recovery codes no longer work.")


def told(worker, by, subject, words):
    post("email", to=worker.email, key=new_key(), by=by, subject=subject, body=words + NOT_YOU)
    return worker


def own(worker, by):
    """Everybody may do these things, about their own sign-in and nobody else's."""
    if worker.pk != by.pk:
        raise NotAllowed("This is somebody else’s sign-in.", remedy="Ask an administrator if they need help.")
    return worker


def name():
    return council().service_name
