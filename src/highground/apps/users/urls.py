"""Addresses of the users subject."""

app_name = "users"
urlpatterns: list[object] = []
