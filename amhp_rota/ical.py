"""Duties as an iCalendar feed (RFC 5545): times in universal time, so that a clock change moves nothing."""

from datetime import UTC

from bep.kit import clock


def calendar(duties):
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Barnet Enablement Pathway//AMHP rota//EN",
        "X-WR-CALNAME:AMHP duties",
    ]
    for duty in duties:
        lines += event(duty)
    return "\r\n".join([*(folded(line) for line in lines), "END:VCALENDAR", ""])


def event(duty):
    area = f", {duty.area}" if duty.area else ""
    return [
        "BEGIN:VEVENT",
        f"UID:duty-{duty.pk}@amhp-rota",
        f"DTSTAMP:{stamp(clock.now())}",
        f"DTSTART:{stamp(duty.starts)}",
        f"DTEND:{stamp(duty.ends)}",
        f"SUMMARY:{escaped(f'AMHP {duty.kind.name.lower()}{area}')}",
        "END:VEVENT",
    ]


def stamp(moment):
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def escaped(text):
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line):
    """Lines of at most 75 octets; what goes on begins with a space."""
    parts, data = [], line.encode()
    while len(data) > 74:
        cut = 74
        while data[cut] & 0xC0 == 0x80:  # never within a character
            cut -= 1
        parts.append(data[:cut].decode())
        data = data[cut:]
    return "\r\n ".join([*parts, data.decode()])
