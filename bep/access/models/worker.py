import json

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property

from bep.audit.record import named
from bep.kit.models import Versioned

REACH = """
SELECT coalesce(array_agg(team_id) FILTER (WHERE team_id IS NOT NULL), '{}'),
       coalesce(array_agg(team_id) FILTER (WHERE manages), '{}'),
       (SELECT coalesce(jsonb_object_agg(name, ids), '{}')::text FROM (
            SELECT ct.app_label || '.' || p.codename AS name, jsonb_agg(g.object_pk) AS ids
              FROM access_grant g
              JOIN auth_permission p ON p.id = g.permission_id
              JOIN django_content_type ct ON ct.id = p.content_type_id
             WHERE g.user_id = %(worker)s AND (g.until IS NULL OR g.until > statement_timestamp())
             GROUP BY 1) granted)
  FROM access_membership
 WHERE worker_id = %(worker)s AND starts <= statement_timestamp()
   AND (ends IS NULL OR ends > statement_timestamp())
"""


class WorkerManager(BaseUserManager):
    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class Worker(Versioned, AbstractBaseUser, PermissionsMixin):
    """Somebody who works here and signs in. Roles are Django groups; there is no standing superuser."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    job_title = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    registration = models.CharField("professional registration", max_length=40, blank=True)
    contracted_hours = models.DecimalField(max_digits=4, decimal_places=1, default=36)
    languages = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False, help_text="A made-up worker of the demonstration borough.")
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    sessions_ended = models.PositiveIntegerField(default=0, help_text="Moves on to end all sign-ins at once.")
    last_login = None  # Sign-ins are events in the log; a column would be a second truth.

    objects = WorkerManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        ordering = ["name"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=Q(is_superuser=False), name="no_standing_superuser"),
            models.UniqueConstraint(Lower("email"), name="one_worker_for_each_address"),
        ]

    def __str__(self):
        return self.name

    def get_full_name(self):
        return self.name

    @property
    def works_here(self):
        """Whether they may be signed in today: not ended, and between their first day and their last."""
        today = timezone.localdate()
        return self.is_active and (self.starts or today) <= today <= (self.ends or today)

    def check_password(self, raw_password):
        """As Django's, which keeps a stronger hash when there is one: a write, so it needs a name like any other."""
        with transaction.atomic(), named("access.password_rehashed", self):
            return super().check_password(raw_password)

    def _get_session_auth_hash(self, secret=None):
        """What a sign-in is bound to: a new password ends them all, and so does `sessions_ended`."""
        salt = "bep.access.models.Worker.get_session_auth_hash"
        value = f"{self.password}:{self.sessions_ended}"
        return salted_hmac(salt, value, secret=secret, algorithm="sha256").hexdigest()

    @cached_property
    def reach(self):
        """What decides whom the worker may see, in one query for each request: teams, teams managed, grants on one record."""
        with connection.cursor() as cursor:
            cursor.execute(REACH, {"worker": self.pk})
            teams, managed, grants = cursor.fetchone()
        return {"teams": teams, "managed": managed, "grants": json.loads(grants)}

    @property
    def team_ids(self):
        return self.reach["teams"]

    @property
    def managed_team_ids(self):
        return self.reach["managed"]

    def granted_ids(self, permission):
        """Ids of the records of a permission's kind that were granted to this worker by name (django-guardian)."""
        return [int(pk) for pk in self.reach["grants"].get(permission, ())]

    def current_memberships(self):
        return self.memberships.filter(Q(ends=None) | Q(ends__gt=timezone.now()), starts__lte=timezone.now())

    @cached_property
    def role_names(self):
        return list(self.groups.order_by("role__order").values_list("name", flat=True))
