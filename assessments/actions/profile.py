"""The personal profile: each agreed version is kept as it was agreed."""

from assessments import permissions as may
from assessments.models import PersonalProfile, SupportPerson
from bep.audit.record import action, detail
from bep.kit import clock
from bep.kit.locking import created
from bep.kit.rules import Refused, Stale
from people.models import Person
from people.rules import must_see


@action("assessments.profile_agreed", "Agreed a personal profile", needs=may.ASSESS)
def agree_profile(*, person, base, words, people, agreed_on, agreed_how, by):
    """Keeps a new version. `base` is the number of the version the writer began from (0 for none); `words` the profile's
    text fields; `people` the person's own people, each a dict of SupportPerson's fields."""
    Person.objects.select_for_update().get(pk=must_see(person, by).pk)
    latest = PersonalProfile.objects.latest_of(person.pk)
    if (latest.number if latest else 0) != base:
        raise Stale(latest)
    if agreed_on > clock.today():
        raise Refused(
            "A profile cannot have been agreed in the future.", field="agreed_on", remedy="Give the day it was."
        )
    facts = {"agreed_on": agreed_on, "agreed_how": agreed_how, "written_by": by}
    profile = created(PersonalProfile(person=person, number=base + 1, **facts, **words))
    SupportPerson.objects.bulk_create(
        SupportPerson(profile=profile, order=order, **facts) for order, facts in enumerate(people) if facts.get("name")
    )
    detail(number=profile.number)
    return profile
