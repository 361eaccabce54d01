"""Addresses of the accounts subject."""

app_name = "accounts"
urlpatterns: list[object] = []
