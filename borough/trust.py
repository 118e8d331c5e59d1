"""One file of the trust's own system, as it stands when most of it is settled. It adds nobody, and no case to Table 6's 120.

Four of its lines are concerns that are among the 120; three wait for somebody to say whom they are about; two were refused.
"""

import hashlib
from datetime import timedelta

from bep.access.models import Worker
from bep.kit import clock
from partners.models import TrustFile, TrustLine, TrustRecord
from partners.trust_import.lines import incoming
from partners.trust_import.profile import profile_named
from people.models import Person
from safeguarding.models import Concern

RIO = profile_named("rio")
HEADINGS = [column.heading for column in RIO.columns]
WHAT = "Money is missing after each visit of a relative, she told the ward."
Became = TrustLine.Outcome


def fill(day):
    sender = Worker.objects.filter(groups__role__key="business_support").order_by("pk").first()
    if sender is None:
        return
    day = min(day, clock.today())  # a line about a day to come would be refused
    rows = [*known(clock.at(day)), *unsure(day - timedelta(days=18))]
    sha256 = hashlib.sha256(repr(rows).encode()).hexdigest()
    file = TrustFile.objects.create(
        profile=RIO.name, name="rio-safeguarding.csv", sha256=sha256, encoding="utf-8", headings=HEADINGS, number=len(rows),
        sent_by=sender, sent_at=clock.at(day, 8),
    )  # fmt: skip
    for number, (cells, outcome, settled) in enumerate(rows, 2):
        keep(file, number, cells, outcome, settled)


def keep(file, number, cells, outcome, settled):
    raw = [cells.get(heading, "") for heading in HEADINGS]
    record, problems = incoming(HEADINGS, raw, RIO)
    facts = {**vars(record), "hash": record.hash, "came_at": file.sent_at, **settled} if record else None
    kept = TrustRecord.objects.create(**facts) if facts else None
    problems = [vars(problem) for problem in problems]
    TrustLine.objects.create(file=file, number=number, raw=raw, outcome=outcome, record=kept, problems=problems)


def line(number, person, raised, **more):
    return {
        "Record ID": f"RIO-{number:05d}", "Record Type": "Concern", "NHS Number": person.nhs_number,
        "Forename": person.given_name, "Surname": person.family_name, "Date of Birth": f"{person.birth_date:%d/%m/%Y}",
        "Postcode": person.postcode, "Date Raised": f"{raised:%d/%m/%Y}", "Description": WHAT, "Abuse Type": "FIN",
        "Location": "WARD", "Source of Risk": "FAM", "Consent": "Y",
    } | more  # fmt: skip


def known(until):
    """Concerns that came by it."""
    rows = Concern.objects.filter(
        channel="staff", provider=None, received_at__lt=until, person__birth_date__isnull=False
    )
    for number, concern in enumerate(rows.select_related("person").order_by("pk")[:4], 41):
        cells = line(number, concern.person, concern.received_at, Description=concern.what)
        Concern.objects.filter(pk=concern.pk).update(channel="import", origin=RIO.name, origin_key=cells["Record ID"])
        settled = {"state": "taken", "person": concern.person, "concern": concern, "settled_at": concern.received_at}
        yield cells, Became.MATCHED, settled


def unsure(raised):
    """People like some whom we know, without a number that would tell; and two lines that are no good."""
    people = Person.objects.filter(merged_into=None, birth_date__isnull=False).order_by("-pk")[:5]
    *alike, one, other = people
    for number, person in enumerate(alike, 61):
        waits = {"state": "queued", "why": "possible"}
        yield line(number, person, raised, **{"NHS Number": ""}), Became.QUEUED, waits
    yield line(71, one, raised, **{"Date Raised": "31/02/2026"}), Became.REFUSED, {}
    yield line(72, other, raised, **{"Abuse Type": "ZZ", "NHS Number": "123 456 7890"}), Became.REFUSED, {}
