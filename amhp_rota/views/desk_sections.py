"""What becomes of a section, and the forms that others completed: attached and read."""

from django.urls import reverse

from amhp_rota import actions
from amhp_rota import permissions as may
from amhp_rota.forms import desk_assessment as forms
from amhp_rota.models import PaperFile
from amhp_rota.queries import desk as q
from amhp_rota.rules import timers
from amhp_rota.views.desk_common import page_of
from bep.access.gate import needs
from bep.audit.record import shown
from bep.kit.middleware import or_404
from people.views.pages import one_form
from referrals import files


@needs(may.DESK)
def became(request, pk):
    """Section 4 became section 2, or a section ended."""
    found = q.request(request.user, pk)
    form = forms.SectionForm(request.POST or None)

    def act():
        how, at = form.cleaned_data["how"], form.cleaned_data["moment"]
        if how == "s2":
            return actions.convert_emergency(request=found, at=at, by=request.user)
        words = f"{dict(forms.ENDS)[how]}. {form.cleaned_data['words']}".strip()
        return actions.end_section(request=found, how=words, at=at, by=request.user)

    return one_form(
        request, form, act, person=found.person, title="What became of the section", done="Recorded: its clocks are right again.",
        back=page_of(found), lead=[timers.s4_becomes_s2_in_time.wording],
    )  # fmt: skip


@needs(may.DESK)
def attach(request, pk):
    """?form=A4: the number is chosen already."""
    found = q.request(request.user, pk)
    form = forms.PaperFileForm(
        request.POST or None, request.FILES or None, initial={"form": request.GET.get("form", "")}
    )

    def act():
        said = form.cleaned_data
        return actions.attach_paper(request=found, form=said["form"], upload=said["file"], by=request.user)

    return one_form(
        request, form, act, person=found.person, title="Attach a form", done="Attached.",
        back=reverse("amhp:papers", args=[pk]), multipart=True,
    )  # fmt: skip


@needs(may.DESK)
def file(request, pk):
    """Downloads a form; never shown inside a page."""
    held = or_404(PaperFile.objects.visible_to(request.user).filter(pk=pk).first())
    shown(held.person_id)
    return files.download(held.file, held.name, held.kind)
