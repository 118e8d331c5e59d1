"""The six principles of adult safeguarding, each beside what this enquiry has to show for it."""

from dataclasses import dataclass

from safeguarding.models import Enquiry

SOURCE = "Care and support statutory guidance, the six principles (VERIFIED)"


@dataclass(frozen=True)
class Principle:
    name: str
    words: str
    shown: bool


def principles(page):
    """Six lines; what is still missing says so."""
    return [
        empowerment(page),
        prevention(page),
        proportionality(page),
        protection(page),
        partnership(page),
        accountability(page),
    ]


def counted(number, thing):
    return f"{number} {thing}{'' if number == 1 else 's'}"


def line(name, shown, yes, no):
    return Principle(name, yes if shown else no, bool(shown))


def empowerment(page):
    one = page.enquiry
    wanted = f"{counted(len(page.wishes), 'outcome')} in their own words"
    said = wanted if page.wishes else one.get_asked_display()
    return line("Empowerment", one.asked, said, "Nobody has recorded yet what they want")


def prevention(page):
    todo = [action for action in page.todo if not action.done_on]
    yes = f"{counted(len(page.todo), 'action')}, {len(todo)} still to do"
    return line("Prevention", page.todo, yes, "No action is recorded yet")


def proportionality(page):
    one = page.enquiry
    yes = "What the enquiry must find out is said, and risk is rated"
    return line("Proportionality", one.scope and page.ratings, yes, "Scope and risk are not both recorded yet")


def protection(page):
    one = page.enquiry
    said = (
        "A protection plan is in force"
        if one.state == Enquiry.State.PROTECTING
        else "How they are kept safe is recorded"
    )
    return line("Protection", one.plan or one.interim, said, "How they are kept safe meanwhile is not recorded")


def partnership(page):
    others = len(page.asked_others) + len(page.sharings)
    yes = f"Others were asked or told {'once' if others == 1 else f'{others} times'}"
    return line("Partnership", others, yes, "No other organisation was asked or told")


def accountability(page):
    one = page.enquiry
    yes = f"{one.sam.name} leads and decides, {one.officer.name if one.officer_id else ''} enquires"
    return line("Accountability", one.officer_id, yes, "No enquiry officer is named yet")
