from django.db import models

from bep.kit.models import WrittenOnce
from people.models import Person
from reporting.models.statutory_return import Return


def column(header):
    """A column of the specification: exactly the text that is written to the file, blank when there is nothing to say."""
    return models.TextField(header, blank=True, default="", db_default="")


class ReturnRow(WrittenOnce):
    """One event of the Client Level Data, its columns in the specification's order, and the record it was made from.

    Written once, by set-based SQL (reporting/cld/build.py), and never changed: a return is frozen as it was built.
    """

    # Without constraints of the database: a million rows are written in one statement from the very tables they point to.
    statutory_return = models.ForeignKey(
        Return, models.PROTECT, db_constraint=False, db_index=False, related_name="rows"
    )
    line = models.PositiveIntegerField(help_text="Its place in the file, from 1.")
    person = models.ForeignKey(Person, models.PROTECT, db_constraint=False, db_index=False, related_name="+")
    source = models.CharField(max_length=60, help_text="The record it was made from, such as referrals.referral.")
    source_id = models.BigIntegerField()
    # The days as days, for the rules: the columns below are text.
    starts = models.DateField(null=True)
    ends = models.DateField(null=True)
    born = models.DateField(null=True)
    died = models.DateField(null=True)

    la_code = column("LA Code")
    period_start = column("Reporting Period Start Date")
    period_end = column("Reporting Period End Date")
    nhs_number = column("NHS Number")
    la_person_id = column("LA Person Unique Identifier")
    first_name = column("First Name")
    last_name = column("Last Name")
    gp_practice_name = column("GP Practice Name")
    gp_practice_code = column("GP Practice Code")
    gender = column("Gender")
    ethnicity = column("Ethnicity")
    date_of_birth = column("Date of Birth")
    date_of_death = column("Date of Death")
    client_type = column("Client Type")
    primary_support_reason = column("Primary Support Reason")
    postcode = column("Postcode")
    accommodation_status = column("Accommodation Status")
    employment_status = column("Employment Status")
    has_unpaid_carer = column("Has Unpaid Carer")
    autism = column("Autism Spectrum Disorder (ASD)")
    visual_impairment = column("Visual Impairment")
    hearing_impairment = column("Hearing Impairment")
    dementia = column("Dementia")
    client_funding_status = column("Client Funding Status")
    event_type = column("Event Type")
    event_reference = column("Event Reference")
    event_start = column("Event Start Date")
    event_end = column("Event End Date")
    event_description = column("Event Description")
    event_outcome = column("Event Outcome")
    route_of_access = column("Request: Route of Access")
    assessment_type = column("Assessment Type")
    eligible_needs = column("Eligible Needs Identified")
    method_of_assessment = column("Method of Assessment")
    hours_caring = column("Total Hrs Caring per week")
    adults_cared_for = column("No. of adults being cared for")
    linked_person_1 = column("Adult 1 Linked Person_ID")
    linked_person_2 = column("Adult 2 Linked Person_ID")
    linked_person_3 = column("Adult 3 Linked Person_ID")
    service_type = column("Service Type")
    service_component = column("Service Component")
    delivery_mechanism = column("Delivery Mechanism")
    provider_name = column("Provider CQC Location Name")
    provider_id = column("Provider CQC Location ID")
    review_reason = column("Review Reason")
    review_outcomes_achieved = column("Review Outcomes Achieved")
    method_of_review = column("Method of Review")
    unit_cost = column("Unit Cost")
    cost_frequency = column("Cost Frequency (Unit Type)")
    planned_units = column("Planned units per week")

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["statutory_return", "line"], name="one_row_for_each_line")]
        indexes = [models.Index(fields=["statutory_return", "person"], name="return_row_person")]

    def __str__(self):
        return f"{self.event_type or self.client_type} {self.event_reference}".strip()


OWN = {"id", "statutory_return", "line", "person", "source", "source_id", "starts", "ends", "born", "died"}
# The specification's columns, in its order: {our name: its header}.
COLUMNS = {field.name: str(field.verbose_name) for field in ReturnRow._meta.fields if field.name not in OWN}
