"""Addresses of the people subject."""

from django.urls import path

from highground.apps.people import views

app_name = "people"
urlpatterns = [
    path("", views.people_list, name="list"),
    path("<int:person_id>/", views.person, name="person"),
    path("<int:person_id>/edit/", views.edit, name="edit"),
    path("<int:person_id>/posts/add/", views.position_new, name="position_add"),
    path("posts/<int:position_id>/", views.position_edit, name="position"),
    path("posts/<int:position_id>/drop/", views.position_drop, name="position_drop"),
    path("at/<int:account_id>/add/", views.add, name="add"),
]
