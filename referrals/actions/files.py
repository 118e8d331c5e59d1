"""Files that come with a referral. Their kind is what their bytes say; antivirus is not part of this system."""

import hashlib

from django.core.files.base import ContentFile

from bep.audit.record import action, detail
from referrals import files
from referrals import permissions as may
from referrals.access import must_see_referral
from referrals.models import Attachment


@action("referrals.file_attached", "Attached a file to a referral", needs=may.RECEIVE)
def attach(*, referral, upload, by):
    must_see_referral(referral, by)
    content = files.read_within_limit(upload)
    kind = files.sniff(content)
    digest = hashlib.sha256(content).hexdigest()
    detail(kind=kind.mime, size=len(content), sha256=digest)
    return Attachment.objects.create(
        referral=referral, file=ContentFile(content, name="file"), name=files.safe_name(upload.name, kind), kind=kind.mime,
        size=len(content), sha256=digest, added_by_id=by.pk,
    )  # fmt: skip
