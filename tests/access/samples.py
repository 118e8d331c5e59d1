"""What stands in for each `<int:pk>` and `<slug:…>` of a URL: real rows about a given person, made from the models alone.

A new URL under a known prefix needs nothing here. One under a new prefix names its model in PREFIXES; a slug names a value
in WORDS; a model whose constraints want more than a plausible value of each required field says it in FACTS.
"""

from datetime import time, timedelta

from django.apps import apps
from django.core.files.base import ContentFile
from django.db import models

from bep.access.models import Locality, Team, Worker
from bep.kit import clock
from bep.kit.jobs import enqueue
from bep.kit.models import CodeList, Job, Target
from people.models import Person
from tests.access.urls import arguments
from tests.kit import long_work  # noqa: F401 (registers a kind of job)

# The longest prefix that fits says whose number the `pk` is.
PREFIXES = {
    "administration/workers/": "access.Worker",
    "partners/organisations/": "partners.Organisation",
    "partners/systems/": "partners.Client",
    "partners/secrets/": "partners.ClientSecret",
    "partners/agreements/": "partners.SharingAgreement",
    "administration/teams/": "access.Team",
    "administration/localities/": "access.Locality",
    "administration/targets/": "kit.Target",
    "administration/lists/": "kit.CodeList",
    "administration/messages/": "kit.Message",
    "jobs/": "kit.Job",
    "people/": "people.Person",
    "records/": "people.Person",
    "records/merges/": "people.Merge",
    "alerts/": "people.Alert",
    "relationships/": "people.Relationship",
    "contacts/": "people.CaseNote",
    "next-steps/": "people.NextStep",
    "risk-plans/": "people.RiskPlan",
    "team/cover/": "people.Cover",
    "referrals/": "referrals.Referral",
    "referrals/attachments/": "referrals.Attachment",
    "appointments/": "referrals.Appointment",
    "appointments/letters/": "referrals.Letter",
    "hubs/": "referrals.Hub",
    "hubs/sessions/": "referrals.HubSession",
    "hubs/<int:hub_pk>/sessions/": "referrals.SessionRule",
    "directory/": "referrals.Organisation",
    "directory/did-it-help/": "referrals.Signpost",
    "choice-meetings/": "assessments.ChoiceMeeting",
    "assessments/": "assessments.NeedsAssessment",
    "capacity/": "assessments.CapacityAssessment",
    "best-interests/": "assessments.BestInterestsDecision",
    "support/": "enablement.SupportSpell",
    "plan-wordings/": "enablement.PlanWording",
    "plans/": "enablement.EnablementPlan",
    "care-plans/": "enablement.CareAndSupportPlan",
    "services/": "enablement.PlannedService",
    "reviews/": "enablement.Review",
    "returns/": "reporting.Return",
    "amhp/requests/": "amhp_rota.AssessmentRequest",
    "rota/register/": "amhp_rota.Amhp",
    "rota/approvals/": "amhp_rota.Approval",
    "rota/suspensions/": "amhp_rota.Suspension",
    "rota/training/": "amhp_rota.Training",
    "rota/periods/": "amhp_rota.Rota",
    "rota/proposals/": "amhp_rota.Proposal",
    "rota/versions/": "amhp_rota.RotaVersion",
    "rota/swaps/": "amhp_rota.Swap",
    "rota/duties/": "amhp_rota.Duty",
    "rota/absences/": "amhp_rota.Absence",
    "rota/wishes/": "amhp_rota.Wish",
    "rota/claims/": "amhp_rota.Claim",
    "safeguarding/concerns/": "safeguarding.Concern",
    "safeguarding/enquiries/": "safeguarding.Enquiry",
    "safeguarding/sealed/": "safeguarding.SealedPart",
    "safeguarding/readers/": "safeguarding.SealedReader",
    "safeguarding/providers/": "safeguarding.Provider",
    "safeguarding/provider-enquiries/": "safeguarding.ProviderEnquiry",
    "safeguarding/withheld/": "safeguarding.Withholding",
    "safeguarding/adult-reviews/": "safeguarding.AdultReview",
    "safeguarding/wishes/": "safeguarding.Wish",
    "safeguarding/allegations/": "safeguarding.Allegation",
    "safeguarding/actions/": "safeguarding.EnquiryAction",
    "safeguarding/others/": "safeguarding.CausedEnquiry",
    "safeguarding/audits/": "safeguarding.AuditSample",
    "safeguarding/audited/": "safeguarding.AuditCase",
    "safeguarding/audit-actions/": "safeguarding.AuditAction",
    "partners/trust-files/": "partners.TrustFile",
    "partners/trust-records/": "partners.TrustRecord",
    "safeguarding/dols/": "safeguarding.DolsApplication",
    "safeguarding/dols/conditions/": "safeguarding.DolsCondition",
    "safeguarding/dols/supporters/": "safeguarding.DolsSupporter",
    "safeguarding/court/": "safeguarding.CourtCase",
    "amhp/outside/": "amhp_rota.OutsideRequest",
    "amhp/delays/": "amhp_rota.Delay",
    "amhp/doctors/": "amhp_rota.Doctor",
    "amhp/fees/": "amhp_rota.FeeClaim",
    "amhp/handovers/": "amhp_rota.Handover",
    "amhp/visits/": "amhp_rota.Visit",
    "amhp/timers/": "amhp_rota.MhaTimer",
    "amhp/papers-attached/": "amhp_rota.PaperFile",
    "rota/rules/": "amhp_rota.RotaRule",
    "rota/rules/shifts/": "amhp_rota.ShiftKind",
    "rota/rules/cover/": "amhp_rota.CoverRule",
    "amhp/casework/": "amhp_rota.MhaCase",
}
# Numbers that are not called pk.
NUMBERS = {
    "person_pk": "people.Person",
    "worker_pk": "access.Worker",
    "hub_pk": "referrals.Hub",
    "service_pk": "enablement.PlannedService",
    "one": "people.Person",
    "other": "people.Person",
}
# The rest, by "URL name, argument" or by argument alone.
WORDS = {
    "audit:export which": "refused",
    "administration:list kind": "ethnicity",
    "enablement:tier tier": "brief",
    "enablement:start_care_plan kind": "adult",
    "enablement:unplanned_review of": "plan",
    "people:caseload_export kind": "csv",
    "people:caseload_of_export kind": "csv",
    "people:edit section": "names",
    "people:status_record kind": "employment",
    "assessments:start kind": "needs",
    "assessments:part key": "views",
    "assessments:outcome key": "nutrition",
    "assessments:profile_version number": 1,
    "referrals:public_step name": "who",
    "safeguarding:public_step name": "who",
    "amhp:move verb": "triage",
    "form": "A2",
    "amhp:swap_verb verb": "agree",
    "amhp:leave_verb verb": "withdraw",
    "secret": "none",
    "access:unsent name": "00000000-0000-0000-0000-000000000000",
    "rule": "postcode",
    "number": 1,
    "token": "none",
    "key": "none",
    "uidb36": "1",
}
SEALED = "Wrenblossom"  # in the sealed part of everybody; its one named reader is none of those who look
FACTS = {
    "partners.Organisation": {"ods_code": lambda make: f"X{make.person.pk}", "kind": "trust"},
    "partners.Client": {
        "client_type": "confidential",
        "authorization_grant_type": "client-credentials",
        "client_secret": "",
        "hash_client_secret": False,
    },
    "amhp_rota.MhaTimer": {"case": lambda make: make.row("amhp_rota.MhaCase")},
    "amhp_rota.Visit": {
        "worker": lambda make: make.somebody(),
        "expected_end": lambda make: clock.now() + timedelta(hours=1),
    },
    "people.Alert": {"person_told": True},
    "people.CaseNote": {"what_happened": "We spoke."},
    "people.Relationship": {"other_name": "Somebody", "recorded_by": lambda make: make.worker},
    "people.RiskArea": {"what": "Something"},
    "people.NextStep": {"state": "open"},
    "people.StatusSpell": {"kind": "employment"},
    "people.Cover": {"ends": lambda make: clock.now() + timedelta(days=3), "covering": lambda make: make.colleague()},
    "people.Merge": {"lost": lambda make: make.another_person()},
    "referrals.Referral": {
        "in_danger": True,
        "given_name": lambda make: make.person.given_name,
        "family_name": lambda make: make.person.family_name,
        "nhs_number": lambda make: make.person.nhs_number,
    },
    "safeguarding.Enquiry": {"reference": lambda make: f"E-{make.person.pk}", "officer": lambda make: make.colleague()},
    "safeguarding.Provider": {"name": lambda make: f"Provider {make.person.pk}"},
    "safeguarding.ProviderEnquiry": {"reference": lambda make: f"P-{make.person.pk}"},
    "safeguarding.SealedPart": {"words": SEALED},
    "assessments.CapacityAssessment": {"impairment": "not_asked", "because": "not_asked"},
    "safeguarding.DolsApplication": {"reference": lambda make: f"D-{make.person.pk}"},
    "safeguarding.CourtCase": {"reference": lambda make: f"C-{make.person.pk}"},
    "safeguarding.Wish": {"words": "To be left alone."},
    "safeguarding.Concern": {
        "reference": lambda make: f"S-{make.person.pk}",
        "in_danger": True,
        "what": "Something is wrong.",
        "decision_due": lambda make: clock.now(),
    },
    "safeguarding.AuditSample": {"month": lambda make: clock.today().replace(day=1), "listed": {}},
    "safeguarding.AuditCase": {
        "source": "s42",
        "concern": None,
        "enquiry": lambda make: make.row("safeguarding.Enquiry"),
    },
    "partners.TrustFile": {"profile": "rio"},
    "partners.TrustRecord": {"profile": "rio", "key": lambda make: f"R-{make.person.pk}", "why": "possible"},
    "referrals.HubSession": {"ends": time(12)},
    "referrals.SessionRule": {"ends": time(12)},
    "referrals.Appointment": {
        "setting": "home",
        "worker": lambda make: make.worker,
        "starts": lambda make: clock.at(clock.today() + timedelta(days=make.person.pk), 9),
        "ends": lambda make: clock.at(clock.today() + timedelta(days=make.person.pk), 10),
    },
    "enablement.SupportSpell": {"last_day": lambda make: clock.today()},
    "amhp_rota.Amhp": {"hours": 36},
    "amhp_rota.Approval": {
        "first": lambda make: clock.today() - timedelta(days=400),
        "last": lambda make: clock.today() + timedelta(days=400),
    },
    "amhp_rota.Suspension": {
        "first": lambda make: clock.today() - timedelta(days=300),
        "last": lambda make: clock.today() - timedelta(days=300),
    },
    "amhp_rota.Duty": {
        "amhp": lambda make: make.row("amhp_rota.Approval").amhp,
        "starts": lambda make: clock.at(clock.today(), 9),
        "ends": lambda make: clock.at(clock.today(), 21),
    },
    "amhp_rota.Absence": {"last": lambda make: clock.today()},
    "amhp_rota.Training": {"hours": 2},
    "amhp_rota.ShiftKind": {"minutes": 720},
    "amhp_rota.Proposal": {"outcome": ["Outcome", {"state": "unknown"}], "state": "unknown"},
    "enablement.Goal": {},
    "reporting.Return": {"period_end": lambda make: clock.today() + timedelta(days=1)},
}


class Samples:
    """Rows about one person, each kind made once, on demand."""

    def __init__(self, person, worker):
        self.person, self.worker, self.made = person, worker, {}

    def kwargs(self, name, route):
        return {argument: self.value(name, route, argument) for argument in arguments(route)}

    def value(self, name, route, argument):
        if f"{name} {argument}" in WORDS:
            return WORDS[f"{name} {argument}"]
        if argument == "other":
            return self.another_person().pk
        label = NUMBERS.get(argument) or (model_of(route) if argument == "pk" else None)
        if label:
            return self.row(label).pk
        return WORDS[argument]

    def row(self, label):
        model = apps.get_model(label)
        if label not in self.made:
            self.made[label] = self.known(model) or self.build(model)
        return self.made[label]

    def known(self, model):
        """What the preset and the cast have already."""
        if model is Person:
            return self.person
        if model is Worker:
            return self.worker
        if model is Job:
            return enqueue("test.steps", by=self.worker, name=f"{self.person.pk}")
        if model in (Team, Locality, Target, CodeList, apps.get_model("safeguarding.AuditTool")):
            return model.objects.first()
        return None

    def build(self, model):
        wanted = FACTS.get(model._meta.label, {})
        facts = {name: value(self) if callable(value) else value for name, value in wanted.items()}
        for field in model._meta.concrete_fields:
            if field.name not in facts and (needed(field) or field.name == "person"):
                facts[field.name] = self.plausible(field)
        return model._base_manager.create(**facts)

    def plausible(self, field):
        if field.is_relation:
            return self.row(field.related_model._meta.label)
        if field.choices:
            return field.flatchoices[0][0]
        for kind, value in PLAUSIBLE:
            if isinstance(field, kind):
                return value(self, field)
        raise AssertionError(f"Say in FACTS what {field} may be.")

    def somebody(self):
        """A worker of this person's own: nobody is on two visits at a time."""
        out = apps.get_model("amhp_rota.Visit")._base_manager.values("worker_id")
        spare = Worker.objects.filter(email__startswith="spare-").exclude(pk__in=out).order_by("pk").first()
        return spare or Worker.objects.create(email=f"for-{self.person.pk}@sweep.example", name="Somebody")

    def colleague(self):
        return Worker.objects.exclude(pk=self.worker.pk).first()

    def another_person(self):
        facts = {"reference": f"BEP-8{self.person.pk:05}", "given_name": "Another", "family_name": "Person"}
        return Person.objects.get_or_create(reference=facts.pop("reference"), defaults=facts)[0]


PLAUSIBLE = [
    (models.FileField, lambda make, field: ContentFile(b"%PDF-1.7", "sample.pdf")),
    (models.BooleanField, lambda make, field: False),
    (models.DateTimeField, lambda make, field: clock.now()),
    (models.DateField, lambda make, field: clock.today()),
    (models.TimeField, lambda make, field: time(9)),
    ((models.IntegerField, models.DecimalField), lambda make, field: 1),
    (models.JSONField, lambda make, field: {}),
    ((models.CharField, models.TextField), lambda make, field: words(make, field)),
]


def words(make, field):
    return f"x{make.person.pk}"[: field.max_length] if field.unique else "x"


def needed(field):
    left_out = field.null or field.has_default() or field.has_db_default() or field.primary_key
    return (
        not left_out
        and not field.blank
        and not getattr(field, "auto_now", False)
        and not getattr(field, "auto_now_add", False)
    )


def model_of(route):
    fits = [prefix for prefix in PREFIXES if route.startswith(prefix) and "<int:pk>" in route[len(prefix) :]]
    if not fits:
        raise AssertionError(f"Say in PREFIXES what the pk of {route} is.")
    return PREFIXES[max(fits, key=len)]
