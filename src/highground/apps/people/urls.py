"""Addresses of the people subject."""

app_name = "people"
urlpatterns: list[object] = []
