"""Two colleagues have the same form of the duty desk open: the second is shown both versions, and nothing is written over."""

from django.urls import reverse

from amhp_rota import actions
from amhp_rota.models import MhaCase
from bep.kit import clock
from tests.amhp.desk import asked, reload


def test_the_second_to_keep_a_case_sees_both_and_chooses(cast, as_):
    case = actions.open_case(
        kind="property", began_on=clock.today(), person=cast.priya, worker=cast.amara, by=cast.amara
    )
    url = reverse("amhp:case", args=[case.pk])
    said = {"version": case.version, "words": "", "keys": "With the warden.", "pets": "", "inventory": ""}
    browser = as_(cast.amara)
    assert browser.post(url, said).status_code == 302
    late = browser.post(url, said | {"keys": "In our safe."})
    assert late.status_code == 409
    assert "With the warden." in late.text
    assert "In our safe." in late.text
    assert MhaCase.objects.get().keys == "With the warden."
    newest = reload(case).version
    browser.post(url, said | {"version": newest, "keys": "In our safe.", "pets": "A cat.", "keep_keys": "theirs"})
    kept = MhaCase.objects.get()
    assert (kept.keys, kept.pets) == ("With the warden.", "A cat.")


def test_a_form_without_a_field_for_it_carries_the_version_all_the_same(cast, as_):
    """An invalid answer does not pass the version on that came between."""
    request = asked(cast)
    url = reverse("amhp:held", args=[request.pk])
    browser = as_(cast.ruth)
    opened = request.version
    assert f'name="version" value="{opened}"' in browser.get(url).text
    moment = clock.now().astimezone(clock.LONDON)
    held = {"power": "s136", "on": moment.date().isoformat(), "time": "00:01"}
    browser.post(url, held | {"version": opened})
    again = browser.post(url, {"power": "", "version": opened})
    assert f'name="version" value="{opened}"' in again.text
    late = browser.post(url, held | {"power": "s135", "version": opened})
    assert late.status_code == 409
    assert "after you had opened it" in late.text
    assert reload(request).power == "s136"
