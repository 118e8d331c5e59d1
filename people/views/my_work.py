from django.shortcuts import render

from bep.access.gate import signed_in


@signed_in("everybody who works here has work of their own; it lists only theirs")
def my_work(request):
    return render(request, "people/my_work.html")
