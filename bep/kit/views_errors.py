"""What Django itself refuses before any view is reached. The other pages of this kind are templates named by their number."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render

MEGABYTE = 1024 * 1024
TOO_BIG = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def bad_request(request, exception):
    """400: we could not read it; 413: we could, but it is more than a form may hold."""
    if isinstance(exception, TOO_BIG):
        return render(request, "413.html", {"megabytes": settings.DATA_UPLOAD_MAX_MEMORY_SIZE // MEGABYTE}, status=413)
    return render(request, "400.html", {"cut_off": isinstance(exception, MultiPartParserError)}, status=400)
