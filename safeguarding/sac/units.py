"""What the Safeguarding Adults Collection counts: adults, enquiries, allegations, reviews; each a queryset of one year.

A cell of the return is a filter over one of these, and so is the list that it opens: one definition for both.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, Func, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Least

from bep.kit import clock
from bep.kit.numbers import whole_number
from people.models import Person
from safeguarding.models import AdultReview, Allegation, Concern, Enquiry, ReviewedAdult, Wish


@dataclass(frozen=True)
class Year:
    """From 1 April to 31 March (VERIFIED, SAC guidance)."""

    begins: int

    @property
    def first(self):
        return date(self.begins, 4, 1)

    @property
    def last(self):
        return date(self.begins + 1, 3, 31)

    def days(self, field):
        return Q(**{f"{field}__gte": self.first, f"{field}__lte": self.last})

    def moments(self, field):
        return Q(**{f"{field}__gte": clock.at(self.first), f"{field}__lt": clock.end_of(self.last)})

    def __str__(self):
        return f"{self.begins}-{(self.begins + 1) % 100:02}"


TOO_EARLY = 2014  # before the Care Act was in force


def year_of(day):
    return Year(day.year if day.month >= 4 else day.year - 1)


def year_asked(words):
    """The year that an address names; else this one."""
    this, begins = year_of(clock.today()), whole_number(words, 0)
    return Year(begins) if TOO_EARLY < begins <= this.begins else this


class YearsOld(Func):
    """Whole years from one day to another."""

    template = "extract(year from age(%(expressions)s))::int"
    output_field = IntegerField()


def concerns(year):
    """Concerns raised in the year; those raised in error are none."""
    return Concern.objects.filter(year.moments("received_at")).exclude(state=Concern.State.ERROR)


def begun(year):
    return Enquiry.objects.filter(year.moments("opened_at"))


def concluded(year):
    """Enquiries concluded in the year, each with how far its wishes were achieved."""
    wishes = Wish.objects.filter(enquiry=OuterRef("pk")).order_by().values("enquiry")
    fully = Subquery(wishes.annotate(n=Count("pk", filter=Q(achieved="fully"))).values("n"))
    partly = Subquery(wishes.annotate(n=Count("pk", filter=Q(achieved__in=["fully", "partly"]))).values("n"))
    every = Subquery(wishes.annotate(n=Count("pk")).values("n"))
    rows = Enquiry.objects.filter(year.days("concluded_on"))
    return rows.annotate(wished=Coalesce(every, 0), got_fully=Coalesce(fully, 0), got_some=Coalesce(partly, 0))


def adults(year):
    """Each adult with a concern or an enquiry begun in the year, once; age on its last day, or at death (VERIFIED)."""
    of_them = {"person": OuterRef("pk")}
    flags = {
        "had_concern": Exists(concerns(year).filter(**of_them)),
        "had_s42": Exists(begun(year).filter(kind="s42", **of_them)),
        "had_other": Exists(begun(year).filter(kind="other", **of_them)),
    }
    until = Least(Value(year.last), Coalesce("death_date", Value(year.last)))
    rows = Person.objects.annotate(**flags, years=YearsOld(until, F("birth_date")))
    return rows.filter(Q(had_concern=True) | Q(had_s42=True) | Q(had_other=True))


def allegations(year):
    return Allegation.objects.filter(enquiry__concluded_on__gte=year.first, enquiry__concluded_on__lte=year.last)


def reviews(year):
    died = ReviewedAdult.objects.filter(review=OuterRef("pk"), harm="died")
    return AdultReview.objects.filter(year.days("concluded_on")).annotate(one_died=Exists(died))


def reviewed(year):
    """Each adult once: a row that stayed with a record merged since is of one who is named already."""
    return ReviewedAdult.objects.filter(
        person__merged_into=None, review__in=AdultReview.objects.filter(year.days("concluded_on"))
    )
