"""Addresses of the shell."""

from django.urls import path

from highground.interfaces.web import views

app_name = "web"
urlpatterns = [
    path("", views.home, name="home"),
    path("language/", views.language, name="language"),
    path("theme/", views.theme, name="theme"),
    path("search/", views.search, name="search"),
    path("design/", views.design, name="design"),
]
