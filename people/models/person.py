from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import connection, models
from django.db.models import Q
from django.db.models.functions import Lower

from bep.access.actors import own_sight
from bep.audit.record import shown
from bep.kit import clock, nhs_number
from bep.kit.council import council
from bep.kit.models import Versioned


class PersonQuerySet(models.QuerySet):
    def visible_to(self, worker):
        """The people a worker may see: rests on Involvement and on grants for one record, and on nothing else.

        Whoever's role sees no person sees none, also of those they still work with from an earlier role.
        """
        from people.models.involvement import Involvement

        if (own := own_sight(worker, "people.Person")) is not None:
            return self.filter(own, merged_into=None)
        if not worker.has_perm("people.view_person"):
            return self.none()
        granted = Q(pk__in=granted_to(worker))
        involved = Q(restricted=False, pk__in=Involvement.objects.of(worker).values("person_id"))
        return self.filter(granted | involved, merged_into=None)

    def findable_by(self, worker):
        """Whom a search may list: duty and hub roles find every unrestricted person, and give a reason to open one."""
        if worker.has_perm("people.search_everyone"):
            return self.filter(Q(restricted=False) | Q(pk__in=granted_to(worker)), merged_into=None)
        return self.visible_to(worker)

    def governed_by(self, worker):
        """Whose identity those who govern the records may look up, restricted people included: never their record."""
        return self.identified_by(worker).filter(merged_into=None)

    def identified_by(self, worker):
        """As `governed_by`, with the records that a merge set aside."""
        may = worker.has_perm("access.grant_access") or worker.has_perm("people.merge")
        return self.all() if may else self.none()


def next_reference():
    """The next number of a sequence that is never reset: two workers registering at once get two references."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('people_person_reference')")
        return f"{council().reference_prefix}-{cursor.fetchone()[0]:06d}"


class Sound(models.Func):
    """How a name sounds (double metaphone), so that a misspelt name is found by an ordinary index."""

    function = "dmetaphone"
    arity = 1
    output_field = models.TextField()


class FirstWord(models.Func):
    """The first of several given names: few people are asked for the others."""

    template = "split_part(%(expressions)s, ' ', 1)"
    arity = 1
    output_field = models.TextField()


def granted_to(worker):
    """Ids of the people a worker holds a grant for; nobody but a worker holds one."""
    return worker.granted_ids("people.view_person") if worker.pk else []


class Person(Versioned):
    """The person at the centre. Coded fields hold values of the reference list of the same name (bep.kit.reference)."""

    reference = models.CharField(max_length=16, unique=True, editable=False)
    given_name = models.CharField("given names (legal)", max_length=80)
    family_name = models.CharField("family name (legal)", max_length=80)
    preferred_name = models.CharField("name they use", max_length=80, blank=True)
    previous_names = models.CharField(max_length=160, blank=True)
    title = models.CharField(max_length=20, blank=True)
    pronouns = models.CharField(max_length=30, blank=True)
    birth_date = models.DateField("date of birth", null=True, blank=True)
    birth_date_estimated = models.BooleanField(default=False)
    death_date = models.DateField("date of death", null=True, blank=True)
    nhs_number = models.CharField("NHS number", max_length=10, blank=True, validators=[nhs_number.check])

    gender = models.CharField(max_length=40, blank=True)
    ethnicity = models.CharField(max_length=120, blank=True)
    religion = models.CharField(max_length=60, blank=True)
    first_language = models.CharField(max_length=60, blank=True)
    sexual_orientation = models.CharField(max_length=60, blank=True)
    marital_status = models.CharField(max_length=60, blank=True)
    main_support_reason = models.CharField(max_length=120, blank=True)

    address = models.TextField(blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    gp_practice_code = models.CharField("GP practice (ODS code)", max_length=10, blank=True)
    gp_practice_name = models.CharField(max_length=120, blank=True)

    communication_needs = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    interpreter_language = models.CharField(max_length=60, blank=True, help_text="Blank when none is needed.")
    sharing_wishes = models.TextField("what they wish to be shared, in their words", blank=True)
    lawful_basis = models.CharField("lawful basis for sharing", max_length=120, blank=True)

    accommodation_status = models.CharField(max_length=120, blank=True, help_text="Now; history is in StatusSpell.")
    employment_status = models.CharField(max_length=120, blank=True, help_text="Now; history is in StatusSpell.")
    has_unpaid_carer = models.CharField(max_length=10, blank=True)
    autism = models.CharField(max_length=40, blank=True)
    visual_impairment = models.CharField(max_length=60, blank=True)
    hearing_impairment = models.CharField(max_length=60, blank=True)
    dementia = models.CharField(max_length=40, blank=True)
    client_funding_status = models.CharField(max_length=60, blank=True)
    client_type = models.CharField(max_length=40, default="Service user")

    restricted = models.BooleanField(default=False, help_text="Absent everywhere without a grant on this record.")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "people"
        default_permissions = ()
        permissions = [("view_person", "May see people who are theirs or their team's")]
        constraints = [
            models.UniqueConstraint(
                fields=["nhs_number"],
                condition=~Q(nhs_number="") & Q(merged_into=None),
                name="one_person_for_each_nhs_number",
            ),
            models.CheckConstraint(
                condition=Q(nhs_number="") | Q(nhs_number__regex=r"^\d{10}$"), name="nhs_number_ten_digits"
            ),
        ]
        indexes = [
            # Search and matching ask these first and use trigrams only on what is left (people/matching.py, search.py).
            models.Index(
                OpClass(Lower("family_name"), "text_pattern_ops"), Lower("given_name"), "id", name="person_family"
            ),
            models.Index(
                OpClass(Lower("given_name"), "text_pattern_ops"), Lower("family_name"), "id", name="person_given"
            ),
            models.Index(Sound("family_name"), Sound(FirstWord("given_name")), name="person_sound"),
            models.Index(fields=["birth_date"], name="person_birth"),
            models.Index(fields=["postcode"], name="person_postcode"),
            GinIndex(OpClass(Lower("family_name"), "gin_trgm_ops"), name="person_family_trigram"),
            GinIndex(OpClass(Lower("given_name"), "gin_trgm_ops"), name="person_given_trigram"),
            GinIndex(OpClass(Lower("preferred_name"), "gin_trgm_ops"), name="person_preferred_trigram"),
        ]

    def __str__(self):
        return self.name

    @property
    def person_id(self):
        return self.pk

    @property
    def name(self):
        """The name people use, and with it the record that this person was shown (bep.audit)."""
        shown(self.pk)
        first = self.preferred_name or self.given_name
        return f"{first} {self.family_name}".strip()

    @property
    def legal_name(self):
        shown(self.pk)
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def first_name_used(self):
        return self.preferred_name or self.given_name

    @property
    def nhs_number_spaced(self):
        return nhs_number.spaced(self.nhs_number)

    @property
    def age(self):
        """Whole years today, or at death; None when the date of birth is not known."""
        return clock.age_on(self.birth_date, self.death_date or clock.today()) if self.birth_date else None
