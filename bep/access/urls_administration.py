from django.urls import path

from bep.access.views import admin_roles, admin_settings, admin_teams, admin_workers

app_name = "administration"
urlpatterns = [
    path("", admin_roles.index, name="index"),
    path("workers/", admin_workers.workers, name="workers"),
    path("workers/add/", admin_workers.add, name="add_worker"),
    path("workers/<int:pk>/", admin_workers.worker, name="worker"),
    path("workers/<int:pk>/change/", admin_workers.change, name="change_worker"),
    path("workers/<int:pk>/roles-and-teams/", admin_workers.move, name="move_worker"),
    path("workers/<int:pk>/leaves/", admin_workers.leave, name="leave"),
    path("workers/<int:pk>/stays/", admin_workers.stay, name="stay"),
    path("workers/<int:pk>/invite/", admin_workers.invite, name="invite"),
    path("workers/<int:pk>/lost-app/", admin_workers.lost_app, name="lost_app"),
    path("roles/", admin_roles.roles, name="roles"),
    path("teams/", admin_teams.teams, name="teams"),
    path("teams/add/", admin_teams.add_team, name="add_team"),
    path("teams/<int:pk>/", admin_teams.change_team, name="change_team"),
    path("teams/<int:pk>/close/", admin_teams.close_team, name="close_team"),
    path("localities/", admin_teams.localities, name="localities"),
    path("localities/add/", admin_teams.add_locality, name="add_locality"),
    path("localities/<int:pk>/", admin_teams.change_locality, name="change_locality"),
    path("targets/", admin_settings.targets, name="targets"),
    path("targets/<int:pk>/", admin_settings.set_target, name="set_target"),
    path("lists/", admin_settings.lists, name="lists"),
    path("lists/<int:pk>/", admin_settings.code_list, name="list"),
    path("council/", admin_settings.council_details, name="council"),
    path("messages/", admin_settings.messages, name="messages"),
    path("messages/<int:pk>/try-again/", admin_settings.try_again, name="try_again"),
]
