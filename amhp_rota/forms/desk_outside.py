from referrals.forms.decide import RematchForm


class TakeForm(RematchForm):
    """Who it is, to be said now: nobody triages it after the desk. Whom the hub has matched is not asked about again."""

    def __init__(self, *args, matched=None, **more):
        super().__init__(*args, **more)
        field = self.fields["match"]
        field.choices = [choice for choice in field.choices if choice[0] != self.LATER]
        if len(field.choices) == 1:
            field.initial = field.choices[0][0]
        if matched:
            del self.fields["match"]
