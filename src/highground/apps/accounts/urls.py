"""Addresses of the accounts subject."""

from django.urls import path

from highground.apps.accounts.views import account, facts, lists, settings

app_name = "accounts"
urlpatterns = [
    path("", lists.account_list, name="list"),
    path("add/", account.add, name="add"),
    path("names/", lists.names, name="names"),
    path("views/add/", lists.view_add, name="view_add"),
    path("views/<int:view_id>/drop/", lists.view_drop, name="view_drop"),
    path("workspace/", settings.workspace, name="workspace"),
    path("workspace/rate/", settings.rate, name="rate"),
    path("workspace/<slug:kind>/add/", settings.term_new, name="term_add"),
    path("workspace/<slug:kind>/<int:term_id>/", settings.term_edit, name="term"),
    path("<int:account_id>/", account.account, name="account"),
    path("<int:account_id>/group/", account.group, name="group"),
    path("<int:account_id>/edit/", account.edit, name="edit"),
    path("<int:account_id>/place/", account.place, name="place"),
    path("<int:account_id>/archive/", account.archive, name="archive"),
    path("<int:account_id>/restore/", account.restore, name="restore"),
    path("<int:account_id>/notes/add/", facts.note_new, name="note_add"),
    path("<int:account_id>/notes/<int:note_id>/read/", facts.note_open, name="note_read"),
    path("<int:account_id>/notes/<int:note_id>/drop/", facts.note_drop, name="note_drop"),
    path("<int:account_id>/team/add/", facts.team_new, name="team_add"),
    path("<int:account_id>/team/<int:member_id>/", facts.team_part, name="team_part"),
    path("<int:account_id>/team/<int:member_id>/drop/", facts.team_drop, name="team_drop"),
    path("<int:account_id>/<slug:kind>/add/", facts.fact_new, name="fact_add"),
    path("<int:account_id>/<slug:kind>/<int:fact_id>/", facts.fact_edit, name="fact"),
    path("<int:account_id>/<slug:kind>/<int:fact_id>/drop/", facts.fact_drop, name="fact_drop"),
]
