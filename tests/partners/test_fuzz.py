"""What the description allows and forbids, sent to every address by schemathesis, with a real token and inside this process.

Each answer must be one that is described, in its shape, with its headers, and never a fault of ours. `make test` sends few of
them and the same ones each time; `make fuzz` sends many. FUZZ is how many are made up for each operation.
"""

import os
from itertools import count

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.checks import load_all_checks
from schemathesis.config import SchemathesisConfig

from bep.presets import PRESETS, read
from bep.wsgi import application
from partners.api.described import description
from partners.models import Client, Organisation
from tests.cast import given

pytestmark = pytest.mark.django_db
MANY = int(os.environ.get("FUZZ") or 0)
EVERY = 1 if MANY else 8  # of some 2,000 that schemathesis thinks of for all the edges, which are the same each time
# Beyond what schemathesis expects: a rule may refuse what the shape allows (422; 412 for what has changed), and a size (413).
RULES = ["2xx", "304", "401", "403", "404", "409", "412", "422", "429"]
REFUSALS = ["400", "401", "403", "404", "405", "406", "409", "412", "413", "415", "422", "428", "429"]
CONFIG = {
    "seed": 2015,
    "generation": {"max-examples": MANY or 1, "deterministic": not MANY, "database": "none"},
    # A bookmark may be well-formed and of no list.
    "operations": [{
        "include-method": "GET", "checks": {"positive_data_acceptance": {"expected-statuses": [*RULES, "400"]}},
    }],
    "checks": {
        "positive_data_acceptance": {"expected-statuses": RULES},
        "negative_data_rejection": {"expected-statuses": REFUSALS},
        "missing_required_header": {"expected-statuses": ["400", "401", "403", "404", "406", "415", "422", "428"]},
    },
}  # fmt: skip


def with_values(part):
    """What names a reference list, with that list's values: else what is made up would never pass that field."""
    if isinstance(part, list):
        return [with_values(one) for one in part]
    if not isinstance(part, dict):
        return part
    more = {"enum": values(part["x-reference-list"])} if "x-reference-list" in part else {}
    return {name: with_values(one) for name, one in part.items()} | more


def values(name):
    return [row["value"] for row in read(PRESETS / "codelists" / f"{name}.toml")["code"]]


load_all_checks()
schema = schemathesis.openapi.from_dict(with_values(description()), config=SchemathesisConfig.from_dict(CONFIG))
schema.app = application


@pytest.fixture
def caller(trust):
    """A token of everything, that may ask as often as it likes, on this test's own connection: requests leave it open."""
    with given():
        Client.objects.filter(pk=trust.client.pk).update(per_minute=1_000_000)
        Organisation.objects.update(sources=values("referral_source"))
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    trust.turn = count()
    yield trust
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@schema.parametrize()
@settings(suppress_health_check=list(HealthCheck))  # one trust for all that is sent to an address, as in life
def test_every_answer_is_one_that_is_described(case, caller):
    if next(caller.turn) % EVERY:
        return
    token = {} if "/oauth/" in case.path else {"Authorization": f"Bearer {caller.token}"}
    case.call_and_validate(headers={"Accept-Encoding": "identity"} | token)
