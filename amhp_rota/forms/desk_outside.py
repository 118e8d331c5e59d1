from referrals.forms.decide import RematchForm


class TakeForm(RematchForm):
    """Who it is, to be said now: nobody triages it after the desk. Whom the hub has matched is not asked about again."""

    def __init__(self, *args, matched=None, **more):
        super().__init__(*args, **more)
        choices = self.fields["match"].choices
        self.fields["match"].choices = [choice for choice in choices if choice[0] != self.LATER]
        if matched:
            del self.fields["match"]
