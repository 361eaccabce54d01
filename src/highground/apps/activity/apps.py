"""The activity subject as a part of the application."""

from django.apps import AppConfig


class ActivityConfig(AppConfig):
    """Registers the subject and its section of the account page."""

    name = "highground.apps.activity"
    label = "activity"

    def ready(self) -> None:
        from highground.apps.accounts.sections import Section, register
        from highground.apps.activity.selectors import activity_section
        from highground.core.text import Text

        register(Section("activity", Text("Activity"), "activity/section.html", activity_section, "side", 90))
