"""Every address: one line a subject."""

from django.urls import include, path

urlpatterns = [
    path("", include("highground.interfaces.web.urls")),
    path("", include("highground.apps.users.urls")),
    path("accounts/", include("highground.apps.accounts.urls")),
    path("people/", include("highground.apps.people.urls")),
    path("activity/", include("highground.apps.activity.urls")),
]

handler404 = "highground.interfaces.web.errors.not_found"
handler500 = "highground.interfaces.web.errors.broken"
