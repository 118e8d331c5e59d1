"""A list as a file: what is on the screen, as CSV or as a spreadsheet. Safe to open: no cell is ever a formula."""

import csv
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from tempfile import TemporaryFile

from django.http import FileResponse, HttpResponse

from bep.kit import clock

# A spreadsheet would run what begins so; a leading apostrophe makes it words.
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
KINDS = {"csv": "CSV", "xlsx": "spreadsheet"}


def response(kind, name, columns, rows):
    """A download. `columns` are headings; `rows` are lists of values; `name` is the file's, without its ending."""
    content, content_type = {"csv": as_csv, "xlsx": as_xlsx}[kind](columns, rows)
    answer = HttpResponse(content, content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}-{clock.today():%Y-%m-%d}.{kind}"'
    answer["Cache-Control"] = "no-store"
    return answer


def long_csv(name, columns, rows):
    """A CSV of any length in flat memory: written to a file first, so that a fault half-way sends nothing for the whole."""
    file = TemporaryFile("w+", encoding="utf-8-sig", newline="")  # noqa: SIM115 (the answer closes it)
    writer = csv.writer(file)
    writer.writerow(columns)
    writer.writerows([safe(plain(value)) for value in row] for row in rows)
    file.seek(0)
    filename = f"{name}-{clock.today():%Y-%m-%d}.csv"
    answer = FileResponse(file.detach(), as_attachment=True, filename=filename, content_type="text/csv; charset=utf-8")
    answer["Cache-Control"] = "no-store"
    return answer


def as_csv(columns, rows):
    answer = HttpResponse()
    answer.write("\ufeff")  # so that spreadsheets read names in UTF-8
    writer = csv.writer(answer)
    writer.writerow(columns)
    writer.writerows([safe(plain(value)) for value in row] for row in rows)
    return answer.content, "text/csv; charset=utf-8"


def as_xlsx(columns, rows):
    from openpyxl import Workbook  # heavy: only where a spreadsheet is made
    from openpyxl.styles import Font

    book = Workbook()
    sheet = book.active
    sheet.append(list(columns))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in rows:
        sheet.append([safe(naive(value)) for value in row])
    sheet.freeze_panes = "A2"
    for column, heading in zip(sheet.columns, columns, strict=True):
        longest = max(len(str(cell.value or "")) for cell in column)
        sheet.column_dimensions[column[0].column_letter].width = min(60, max(len(heading), longest) + 2)
    file = BytesIO()
    book.save(file)
    return file.getvalue(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def safe(value):
    return f"'{value}" if isinstance(value, str) and value.startswith(STARTS_A_FORMULA) else value


def plain(value):
    """A value as CSV says it: days as 2026-11-20, moments in London time."""
    if isinstance(value, datetime):
        return f"{value.astimezone(clock.LONDON):%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else value


def naive(value):
    """A spreadsheet knows no time zones: London's time, as it is on the wall."""
    if isinstance(value, datetime):
        return value.astimezone(clock.LONDON).replace(tzinfo=None)
    return float(value) if isinstance(value, Decimal) else value
