"""The people subject as a part of the application."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Registers the subject and its section of the account page."""

    name = "highground.apps.people"
    label = "people"

    def ready(self) -> None:
        from highground.apps.accounts.sections import Section, register
        from highground.apps.people.overview import people_section
        from highground.core.text import Text

        register(Section("people", Text("People"), "people/section.html", people_section, "main", 50))
