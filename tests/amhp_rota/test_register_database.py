"""What the database itself refuses of the register and the rota, whoever writes and however."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from amhp_rota.models import Approval, Duty, Rota, ShiftKind, Suspension
from bep.kit import clock
from tests.amhp_rota.register import service
from tests.cast import given

TOMORROW = timedelta(days=1)


@pytest.fixture
def ruth(cast):
    service(cast)
    with given():
        cast.rota = Rota.objects.create(first=clock.today(), last=clock.today() + timedelta(days=3000))
    return cast.amhps[0]


def put(ruth, day, kind="day"):
    shift = ShiftKind.objects.get(code=kind)
    starts = clock.at(day, shift.starts.hour)
    ends = clock.at(day + TOMORROW, 9) if shift.night else clock.at(day, 21)
    return Duty.objects.create(rota=Rota.objects.get(), amhp=ruth, kind=shift, day=day, starts=starts, ends=ends)


def refused(call, words=""):
    with pytest.raises(IntegrityError, match=words), given(), connection.cursor() as cursor:  # noqa: PT012
        call()
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what the end of the transaction would do


def test_a_duty_lies_within_the_approval(ruth):
    approval = ruth.approvals.get()
    with given():
        put(ruth, approval.last)
    refused(lambda: put(ruth, approval.last + TOMORROW), "outside their approval")


def test_a_night_on_the_last_day_reaches_past_it(ruth):
    refused(lambda: put(ruth, ruth.approvals.get().last, "night"), "outside their approval")


def test_a_suspension_stands_between(ruth):
    day = clock.today() + timedelta(days=10)
    with given():
        Suspension.objects.create(approval=ruth.approvals.get(), first=day, last=day, reason="HCPC")
    refused(lambda: put(ruth, day), "outside their approval")
    refused(lambda: put(ruth, day - TOMORROW, "night"), "outside their approval")
    with given():
        put(ruth, day + TOMORROW)


def test_an_approval_is_not_cut_from_under_a_duty(ruth):
    with given():
        duty = put(ruth, clock.today() + timedelta(days=20))
    refused(lambda: Approval.objects.update(last=duty.day - TOMORROW), "left outside the approval")
    refused(
        lambda: Suspension.objects.create(approval=ruth.approvals.get(), first=duty.day, reason="HCPC"),
        "left outside the approval",
    )


def test_nobody_is_on_two_duties_at_once(ruth):
    day = clock.today() + timedelta(days=5)
    with given():
        put(ruth, day)
    refused(lambda: put(ruth, day), "an_amhp_is_on_one_duty")


def test_approvals_are_of_five_years_at_most_and_never_beside_each_other(ruth):
    first = clock.today() + timedelta(days=4000)
    refused(
        lambda: Approval.objects.create(amhp=ruth, council="B", first=first, last=first + timedelta(days=1827)),
        "five_years",
    )
    refused(
        lambda: Approval.objects.create(amhp=ruth, council="B", first=clock.today(), last=clock.today()), "one_approval"
    )


def test_the_register_keeps_an_approval_for_five_years(ruth):
    with pytest.raises(IntegrityError, match="five years"), given():
        ruth.approvals.get().delete()
    assert transaction.get_connection().is_usable()
