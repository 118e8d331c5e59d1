"""Drafts: words not yet submitted, kept on the server as they are typed. docs/how-to/forms-and-drafts.md shows the use.

A draft belongs to one worker and one form about one subject (its `key`). Nobody's draft overwrites anybody else's: a
second editor is warned and both keep their words. Two windows of one worker share a draft; the window that fell behind
is told so and nothing is overwritten.
"""

import hashlib
import json
import re
from datetime import timedelta

from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import QueryDict
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from bep.kit import clock
from bep.kit.models import Draft
from bep.kit.numbers import whole_number
from bep.kit.rules import NotFound, Refused, WrongMoment

FRESH = timedelta(minutes=15)  # how long after their last word somebody counts as still writing
MOST_DRAFTS = 200
MOST_CHARACTERS = 200_000
KEY = re.compile(r"[a-z_]+\.[a-z_]+:[\w.-]+")
FIELDS = ("draft_key", "draft_version", "draft_title", "draft_url", "draft_person")
NO_WORDS = {*FIELDS, "version", "csrfmiddlewaretoken"}
ECHO = 60  # seconds for which a form's last save, overtaken by its submission, is known for what it is


# --- whose draft, about whom ------------------------------------------------------------------------------------------
def nobody_is_visible(worker, person_id):
    return False


_may_see = nobody_is_visible


def people_are_checked_by(function):
    """The people room tells here how to know whether a worker may see a person: function(worker, person_id)."""
    global _may_see
    _may_see = function
    return function


def open_for(worker, key):
    """The worker's own draft of this form, or None."""
    return Draft.objects.filter(worker=worker, key=key).first()


def unfinished(worker):
    """The worker's drafts, the newest first. Those about a person must still be narrowed to whom they may see."""
    return Draft.objects.filter(worker=worker).order_by("-saved_at", "-pk")


def opening(request, key, *, title="", person=None, url=""):
    """A form is being opened: its draft, if there is one, and who else is writing it. One query."""
    found = list(Draft.objects.filter(key=key).select_related("worker"))
    mine = next((d for d in found if d.worker_id == request.user.pk), None)
    since = timezone.now() - FRESH
    others = [d for d in found if d is not mine and d.saved_at >= since]
    return Opening(request, key, mine, others, title=title, person=person, url=url or request.path)


class Opening:
    """What a form needs to know of its draft: give it to the template as `draft`."""

    def __init__(self, request, key, mine, others, *, title, person, url):
        self.worker, self.sent = request.user, request.POST
        self.key, self.mine, self.others = key, mine, others
        self.title, self.url, self.person_id = title[:200], url, getattr(person, "pk", None)
        self.restored = False

    @property
    def version(self):
        return self.mine.version if self.mine else 0

    @property
    def saved_at(self):
        return clock_time(self.mine.saved_at) if self.mine else ""

    @property
    def warnings(self):
        return [also_writing(draft) for draft in self.others]

    def fill(self, form):
        """Puts the draft's words into a form that was not submitted."""
        if self.mine and not form.is_bound:
            restore(form, self.mine.data)
            self.restored = True
        return form

    def submit(self, call, posted=None):
        """Runs the action and, in the same transaction, throws the draft away. Refused: both are as they were."""
        with transaction.atomic():
            result = call()
            finish(self.worker, self.key, posted)
        remember_words(self.worker, self.key, self.sent)
        return result


def restore(form, data):
    """A draft's words as the form's initial values, exactly as they were typed."""
    posted = as_post(data)
    for name, field in form.fields.items():
        widget, prefixed = field.widget, form.add_prefix(name)
        if not widget.value_omitted_from_data(posted, {}, prefixed):
            form.initial[name] = widget.value_from_datadict(posted, {}, prefixed)


def as_post(data):
    """A draft's words as if they had been posted: for formsets and for forms of one's own making."""
    posted = QueryDict(mutable=True)
    for name, value in data.items():
        posted.setlist(name, value if isinstance(value, list) else [value])
    return posted


# --- saving -----------------------------------------------------------------------------------------------------------
class DraftMoved(WrongMoment):
    """The draft is not the one this window opened; nothing was overwritten. `url` is where the newer words are."""

    def __init__(self, sentence, url):
        super().__init__(sentence, remedy="Your words are still on this page.")
        self.url = url


def save(worker, *, key, version, data, title="", url="", person_id=None):
    """Saves the words if the draft still is the one that this window opened. Returns the draft as it now is."""
    check(worker, key, data, person_id)
    facts = {"data": data, "title": title[:200], "url": local(url), "person_id": person_id}
    if version:
        changed = Draft.objects.filter(worker=worker, key=key, version=version).update(
            **facts, version=F("version") + 1, saved_at=timezone.now()
        )
    else:
        changed = begin(worker, key, facts)
    found = open_for(worker, key)
    if not changed:
        raise moved(found, local(url))
    return found


def begin(worker, key, facts):
    if Draft.objects.filter(worker=worker).count() >= MOST_DRAFTS:
        raise Refused("You have too many unfinished drafts.", remedy="Finish or discard some on My work.")
    if is_echo(worker, key, facts["data"]):
        return None
    try:
        with transaction.atomic():
            return Draft.objects.create(worker=worker, key=key, **facts)
    except IntegrityError:
        return None


def moved(found, url):
    if found is None:
        return DraftMoved(
            "This was handed in or discarded in another window, so it is no longer saved as you type.", url
        )
    return DraftMoved(
        f"You changed this in another window at {clock_time(found.saved_at)}. Nothing was overwritten.",
        found.url or url,
    )


def check(worker, key, data, person_id):
    if not KEY.fullmatch(key) or len(key) > 120:
        raise Refused("This form did not say which draft it is.", remedy="Reload the page.")
    if person_id is not None and not _may_see(worker, person_id):
        raise NotFound("There is nobody here whom you may see.", remedy="Go back to My work.")
    if not all(isinstance(value, str | list) for value in data.values()):
        raise Refused("A draft holds words only.", remedy="Reload the page.")
    if sum(len(str(value)) for value in data.values()) > MOST_CHARACTERS:
        raise Refused("This draft has become too long to be saved.", remedy="Hand in what is ready, and begin another.")


def local(url):
    """Only an address of this service: a draft's link must not lead elsewhere."""
    fine = url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)
    return url[:300] if fine else ""


# --- finishing --------------------------------------------------------------------------------------------------------
def finish(worker, key, posted=None):
    """Throws the draft away: it was handed in, or discarded. Call it in the transaction that hands it in.

    With what was `posted`, a draft that another window filled with other words is kept, and stays on My work.
    """
    found = open_for(worker, key)
    if found and (posted is None or not holds_more(found, posted)):
        found.delete()


def holds_more(draft, posted):
    if draft.version <= version_of(posted):
        return False
    # One save may still have been on its way when the form was sent: the same words are not more.
    sent = words_of(posted)
    return any(sent.get(name) != value for name, value in words_of(draft.data).items())


def version_of(posted):
    version = posted.get("draft_version", "")
    return whole_number(version, 0)


def words_of(data):
    """{field: what was typed or chosen}, of a draft or of a form that was sent; fields left empty are no words."""
    pairs = data.lists() if isinstance(data, QueryDict) else data.items()
    found = {name: value if isinstance(value, list) else [value] for name, value in pairs if name not in NO_WORDS}
    return {name: values for name, values in found.items() if any(values)}


# A form saves once more as its button is pressed, and that save may arrive after the form: it must not bring a draft
# back to life. It is known by its words, so that the next form about the same subject is saved from its first letter.
def remember_words(worker, key, posted):
    cache.set(f"draft-done:{worker.pk}:{key}", fingerprint(posted), ECHO)


def is_echo(worker, key, data):
    return cache.get(f"draft-done:{worker.pk}:{key}") == fingerprint(data)


def fingerprint(data):
    return hashlib.sha256(json.dumps(words_of(data), sort_keys=True).encode()).hexdigest()


def as_list(value):
    """A field's answers, for a draft keeps one answer as itself and several as a list."""
    return value if isinstance(value, list) else [value]


# --- who else is writing ----------------------------------------------------------------------------------------------
def others(worker, key):
    """Drafts of the same form by others who have lately been writing."""
    since = timezone.now() - FRESH
    return Draft.objects.filter(key=key, saved_at__gte=since).exclude(worker=worker).select_related("worker")


def also_writing(draft):
    return f"{draft.worker.name} is also writing this, since {clock_time(draft.started_at)}."


def clock_time(moment):
    """10:42, and the day with it when that was not today."""
    moment = moment.astimezone(clock.LONDON)
    return f"{moment:%H:%M}" if moment.date() == clock.today() else f"{moment:%H:%M} on {moment.day} {moment:%B}"
