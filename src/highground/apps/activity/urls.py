"""Addresses of the activity subject."""

app_name = "activity"
urlpatterns: list[object] = []
