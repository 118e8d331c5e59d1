"""A return's life: asked for, built by a job in steps, checked, written to its file, signed off by somebody else."""

from bep.audit.record import action, detail
from bep.kit import clock
from bep.kit.jobs import enqueue
from bep.kit.locking import locked, saved
from bep.kit.rules import Refused, must_say, refuse_by
from reporting import kinds, rules
from reporting import permissions as may
from reporting.kinds import KINDS
from reporting.models import Return
from reporting.states import RETURN


@action("reporting.return_asked", "Asked for a return", needs=may.BUILD)
def ask_for_return(*, period_start, period_end, by, kind=Return.Kind.CLD):
    """Makes the return's row and its job in one transaction; the work begins when it is committed."""
    kinds.must_be_open(kind, by)
    if period_end <= period_start:
        raise Refused("The period ends before it begins.", field="period_end", remedy="Check both days.")
    if not rules.period_is_over(period_end, clock.today()):
        raise refuse_by(rules.period_is_over, field="period_end", remedy="Choose a day before today.")
    made = Return.objects.create(
        kind=kind, release=KINDS[kind].release, period_start=period_start, period_end=period_end, asked_by=by
    )
    made.job = enqueue("reporting.build_return", by=by, key=f"reporting.return:{made.pk}", return_id=made.pk)
    made.save(update_fields=["job"])
    detail(kind=kind, period=f"{period_start} to {period_end}")
    return made


@action("reporting.rows_added", "Added a source's rows to a return", needs=may.BUILD)
def add_step(*, return_id, words, step, by):
    """One step of building, in the job's transaction: a step that did not commit left nothing behind."""
    made = building(return_id)
    detail(step=words, rows=kinds.of(made).add(made, step))
    return made


@action("reporting.return_checked", "Checked a return", needs=may.BUILD)
def check_return(*, return_id, by):
    """Every rule over every row."""
    made = building(return_id)
    kinds.of(made).check(made)
    return made


@action("reporting.return_built", "Built a return", needs=may.BUILD)
def finish_return(*, return_id, written, by):
    """Keeps what the file is, what is in it and which lists it rests on: from here on nothing of it changes."""
    made = building(return_id)
    RETURN.move(made, "finish")
    counts, by_severity = kinds.of(made).counts(made)
    rows = sum(counts["rows"].values())
    detail(rows=rows, sha256=written.sha256, errors=by_severity["error"])
    return saved(
        made, built_at=clock.now(), row_count=rows, counts=counts, error_count=by_severity["error"],
        warning_count=by_severity["warning"], lists=kinds.of(made).lists(), file_name=written.name, file_size=written.size,
        sha256=written.sha256,
    )  # fmt: skip


def building(return_id):
    made = Return.objects.select_for_update().get(pk=return_id)
    RETURN.next(made, "finish")
    return made


@action("reporting.return_signed", "Signed off a return", needs=may.SIGN)
def sign_return(*, statutory_return, version, words, by):
    """Somebody other than its builder says that it may be submitted."""
    kinds.must_be_open(statutory_return.kind, by)
    made = locked(statutory_return, version)
    RETURN.move(made, "sign")
    if not rules.another_signs(made.asked_by_id, by.pk):
        raise refuse_by(rules.another_signs, remedy="Ask a colleague who may sign.")
    for condition in rules.READY:
        if not condition(made):
            raise refuse_by(condition, remedy="What is missing is listed on this page.")
    must_say(words, "Signing off says what was looked at.", field="words", remedy="Say it in a sentence.")
    return saved(made, signed_by=by, signed_at=clock.now(), signed_words=words)


@action("reporting.return_downloaded", "Downloaded a return's file", needs=may.BUILD)
def download(*, statutory_return, by):
    """Recorded with everybody who is in the file, before it leaves."""
    kinds.must_be_open(statutory_return.kind, by)
    if statutory_return.state == Return.State.BUILDING:
        raise Refused("This return has no file yet.", remedy="Wait until it is built.")
    detail(sha256=statutory_return.sha256)
    return statutory_return
