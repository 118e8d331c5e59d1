"""Sealed parts: unseen even by those who may see the adult, wherever one looks; every reader is named, every reading recorded."""

import pytest
from django.urls import reverse

from bep.audit.history import history
from bep.audit.models import Event
from bep.kit.rules import NotFound, Refused, WrongMoment
from people.timeline import timeline
from safeguarding.models import SealedPart
from safeguarding.sealed import actions
from tests.cast import given
from tests.safeguarding.enquiries import begun
from tests.safeguarding.given import raised

SECRET = "Zebrafinch told us"


def sealed(safe, concern=None, readers=()):
    concern = concern or raised(safe.amara, safe.priya)
    said = {"kind": "third_party", "words": SECRET, "why": "He would find her."}
    return actions.seal(concern=concern, readers=readers, by=safe.sunita, **said)


def pages(enquiry):
    concern = enquiry.concerns.get()
    person = enquiry.person_id
    names = [
        ("safeguarding:concerns", []), ("safeguarding:enquiries", []), ("people:my_work", []), ("people:search", []),
        ("safeguarding:concern", [concern.pk]), ("safeguarding:enquiry", [enquiry.pk]), ("people:person", [person]),
        ("safeguarding:patterns", []), ("safeguarding:providers", []),
    ]  # fmt: skip
    return [reverse(name, args=args) for name, args in names]


def test_nobody_but_its_readers_meets_it_anywhere(safe, as_):
    enquiry = begun(safe)
    part = sealed(safe, enquiry.concerns.get(), [safe.gareth])
    urls = pages(enquiry)
    for worker in (safe.amara, safe.joan, safe.olive, safe.sunita, safe.ruth, safe.sara, safe.ida, safe.cora):
        browser = as_(worker)
        for url in urls:
            asked = {"q": "Zebrafinch"} if "search" in url else {}
            assert SECRET not in browser.get(url, asked).content.decode(), (worker, url)
        assert browser.get(reverse("safeguarding:let_in", args=[part.pk])).status_code in (403, 404)
    assert SECRET in as_(safe.gareth).get(reverse("safeguarding:concern", args=[part.concern_id])).content.decode()
    assert not any(SECRET in line.title for line in timeline(safe.priya, safe.sunita)[0])


def test_while_nobody_is_named_managers_read_it(safe):
    part = sealed(safe)
    assert part in SealedPart.objects.visible_to(safe.gareth)
    assert part not in SealedPart.objects.visible_to(safe.olive)
    assert part not in SealedPart.objects.visible_to(safe.amara)


def test_the_first_name_shuts_the_others_out(safe):
    part = sealed(safe)
    actions.let_in(part=part, worker=safe.olive, why="She makes the enquiry.", by=safe.sunita)
    assert part in SealedPart.objects.visible_to(safe.olive)
    assert part in SealedPart.objects.visible_to(safe.sunita)
    with pytest.raises(NotFound):
        actions.let_in(part=part, worker=safe.ewan, why="Me too.", by=safe.gareth)


def test_the_last_reader_stays(safe):
    part = sealed(safe, readers=[safe.gareth])
    with pytest.raises(Refused, match="last reader"):
        actions.shut_out(reader=part.readers.get(), by=safe.gareth)
    actions.let_in(part=part, worker=safe.olive, why="She makes the enquiry.", by=safe.gareth)
    actions.shut_out(reader=part.readers.get(worker=safe.olive), by=safe.gareth)
    assert part not in SealedPart.objects.visible_to(safe.olive)


def test_what_only_leavers_could_read_is_not_lost(safe):
    part = sealed(safe, readers=[safe.gareth])
    assert part not in SealedPart.objects.visible_to(safe.sunita)
    with given():
        safe.gareth.is_active = False
        safe.gareth.save()
    assert part in SealedPart.objects.visible_to(safe.sunita)
    assert part not in SealedPart.objects.visible_to(safe.olive)
    actions.let_in(part=part, worker=safe.olive, why="She makes the enquiry.", by=safe.sunita)
    assert part in SealedPart.objects.visible_to(safe.sunita), "whoever gives the first name is named too"


def test_a_leave_ends_once(safe):
    part = sealed(safe, readers=[safe.gareth, safe.olive, safe.sunita])
    reader = part.readers.get(worker=safe.olive)
    actions.shut_out(reader=reader, by=safe.gareth)
    with pytest.raises(WrongMoment, match="ended already"):
        actions.shut_out(reader=reader, by=safe.gareth)


def test_a_reader_who_may_not_see_the_adult_reads_nothing(safe):
    part = sealed(safe, raised(safe.ben, safe.daniel), [safe.olive])
    with given():
        type(safe.daniel).objects.filter(pk=safe.daniel.pk).update(restricted=True)
    assert part not in SealedPart.objects.visible_to(safe.olive)


def test_each_reading_is_recorded(safe, as_):
    part = sealed(safe)
    as_(safe.sunita).get(reverse("safeguarding:concern", args=[part.concern_id]))
    event = Event.objects.get(name="safeguarding.sealed_read")
    assert (event.actor_id, event.person_ids) == (safe.sunita.pk, [safe.priya.pk])


def test_the_history_of_a_record_does_not_open_the_seal(safe):
    part = sealed(safe)
    for label, pk in (("safeguarding.sealedpart", part.pk), ("safeguarding.concern", part.concern_id)):
        found = history(label, str(pk), safe.ida)
        assert found.hidden
        assert SECRET not in str(found)


def test_the_log_holds_none_of_its_words(safe):
    sealed(safe)
    assert not [e for e in Event.objects.all() if SECRET in str(e.detail) + e.reason]


def test_it_is_sealed_and_opened_on_screens(safe, as_):
    concern = raised(safe.amara, safe.priya)
    said = {"kind": "reporter", "words": SECRET, "why": "She fears him.", "readers": [safe.gareth.pk]}
    as_(safe.sunita).post(reverse("safeguarding:seal", args=[concern.pk]), said)
    part = SealedPart.objects.get()
    as_(safe.gareth).post(reverse("safeguarding:let_in", args=[part.pk]), {"worker": safe.olive.pk, "why": "Enquires."})
    page = as_(safe.olive).get(reverse("safeguarding:concern", args=[concern.pk])).content.decode()
    assert SECRET in page
    as_(safe.gareth).post(reverse("safeguarding:shut_out", args=[part.readers.get(worker=safe.olive).pk]))
    assert SECRET not in as_(safe.olive).get(reverse("safeguarding:concern", args=[concern.pk])).content.decode()
