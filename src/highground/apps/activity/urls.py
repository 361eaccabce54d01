"""Addresses of the activity subject."""

from django.urls import path

from highground.apps.activity import views

app_name = "activity"
urlpatterns = [
    path("", views.activity_list, name="list"),
    path("<int:number>/undo/", views.undo_entry, name="undo"),
]
