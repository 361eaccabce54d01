"""What Django and the sign-in library say to people, in our Chinese: theirs is missing, or not how this product speaks.

Django looks here before it looks into the catalogues the libraries ship. A message that a library no longer says fails
`tests/language/test_libraries.py`, and so does one that a library says and nobody has Chinese for.
"""

from django.utils.translation import gettext_lazy, ngettext_lazy, pgettext_lazy

NAMES_AND_PASSWORDS = (
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
    ngettext_lazy(
        "Your password must contain at least %(min_length)d character.",
        "Your password must contain at least %(min_length)d characters.",
    ),
    gettext_lazy("The password is too similar to the %(verbose_name)s."),
    gettext_lazy("Your password can’t be too similar to your other personal information."),
    gettext_lazy("This password is too common."),
    gettext_lazy("Your password can’t be a commonly used password."),
    gettext_lazy("This password is entirely numeric."),
    gettext_lazy("Your password can’t be entirely numeric."),
    gettext_lazy("A user with that username already exists."),
    gettext_lazy("Enter a valid username. This value may contain only letters, numbers, and @/./+/-/_ characters."),
    gettext_lazy("Username can not be used. Please use other username."),
)
FORMS = (
    gettext_lazy("This field is required."),
    gettext_lazy("Enter a whole number."),
    gettext_lazy("Enter a number."),
    gettext_lazy("Enter a valid date."),
    gettext_lazy("Enter a valid email address."),
    gettext_lazy("Select a valid choice. That choice is not one of the available choices."),
    gettext_lazy("Select a valid choice. %(value)s is not one of the available choices."),
    gettext_lazy("Ensure this value is less than or equal to %(limit_value)s."),
    gettext_lazy("Ensure this value is greater than or equal to %(limit_value)s."),
    ngettext_lazy(
        "Ensure this value has at least %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at least %(limit_value)d characters (it has %(show_value)d).",
    ),
    ngettext_lazy(
        "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
    ),
    ngettext_lazy(
        "Ensure that there are no more than %(max)s digit in total.",
        "Ensure that there are no more than %(max)s digits in total.",
    ),
    ngettext_lazy(
        "Ensure that there are no more than %(max)s decimal place.",
        "Ensure that there are no more than %(max)s decimal places.",
    ),
    ngettext_lazy(
        "Ensure that there are no more than %(max)s digit before the decimal point.",
        "Ensure that there are no more than %(max)s digits before the decimal point.",
    ),
    gettext_lazy("Null characters are not allowed."),
)
SIGNING_IN = (
    pgettext_lazy("field label", "Login"),
    gettext_lazy("Username or email"),
    gettext_lazy("Email"),
    gettext_lazy("Email address"),
    gettext_lazy("Email (optional)"),
    gettext_lazy("Password (again)"),
    gettext_lazy("New Password (again)"),
    gettext_lazy("This account is currently inactive."),
    gettext_lazy("The email address and/or password you specified are not correct."),
    gettext_lazy("The username and/or password you specified are not correct."),
    gettext_lazy("Please type your current password."),
    gettext_lazy("Incorrect password."),
    gettext_lazy("Invalid login."),
    gettext_lazy("Too many failed login attempts. Try again later."),
    gettext_lazy("Be patient, you are sending too many requests."),
    gettext_lazy("You must type the same password each time."),
    gettext_lazy("The new value must be different from the current one."),
    gettext_lazy("The password reset token was invalid."),
    gettext_lazy("The email address is not assigned to any user account."),
    gettext_lazy("A user is already registered with this email address."),
    gettext_lazy("Use your password"),
    gettext_lazy("Successfully signed in as %(name)s."),
    gettext_lazy("You have signed out."),
    gettext_lazy("Password successfully changed."),
    gettext_lazy("Password successfully set."),
)
SECOND_FACTOR = (
    gettext_lazy("Code"),
    gettext_lazy("Incorrect code."),
    gettext_lazy("Authenticator code"),
    gettext_lazy("Recovery codes"),
    gettext_lazy("TOTP Authenticator"),
    gettext_lazy("Passwordless"),
    gettext_lazy(
        "Enabling passwordless operation allows you to sign in using just this key, but imposes "
        "additional requirements such as biometrics or PIN protection."
    ),
    gettext_lazy("Use authenticator app or code"),
    gettext_lazy("Use a security key"),
    gettext_lazy("You cannot deactivate two-factor authentication."),
    gettext_lazy("You cannot generate recovery codes without having two-factor authentication enabled."),
    gettext_lazy("You cannot activate two-factor authentication until you have verified your email address."),
    gettext_lazy("Authenticator app activated."),
    gettext_lazy("Authenticator app deactivated."),
    gettext_lazy("A new set of recovery codes has been generated."),
    gettext_lazy("Save them  in a secure location now — they won't be shown again."),
    gettext_lazy("Security key added."),
    gettext_lazy("Security key removed."),
    gettext_lazy("This functionality requires JavaScript."),
)
SINGLE_SIGN_ON = (
    gettext_lazy("Your account has no password set up."),
    gettext_lazy("Your account has no verified email address."),
    gettext_lazy("You cannot disconnect your last remaining third-party account."),
    gettext_lazy("The third-party account is already connected to a different account."),
    gettext_lazy(
        "An account already exists with this email address. Please sign in to that account first, then "
        "connect your %s account."
    ),
    gettext_lazy("The third-party account has been connected."),
    gettext_lazy("The third-party account has been disconnected."),
)
MAIL = (
    gettext_lazy("Hello from %(site_name)s!"),
    gettext_lazy("Thank you for using %(site_name)s!\n%(site_domain)s"),
    gettext_lazy("You are receiving this mail because the following change was made to your account:"),
    gettext_lazy(
        "If you do not recognize this change then please take proper security precautions immediately. "
        "The change to your account originates from:\n\n"
        "- IP address: %(ip)s\n"
        "- Browser: %(user_agent)s\n"
        "- Date: %(timestamp)s"
    ),
    gettext_lazy("Password Reset Email"),
    gettext_lazy(
        "You're receiving this email because you or someone else has requested a password reset for "
        "your user account.\n"
        "It can be safely ignored if you did not request a password reset. Click the link below to "
        "reset your password."
    ),
    gettext_lazy("In case you forgot, your username is %(username)s."),
    gettext_lazy("Unknown Account"),
    gettext_lazy(
        "You are receiving this email because you, or someone else, tried to access an account with "
        "email %(email)s. However, we do not have any record of such an account in our database."
    ),
    gettext_lazy("If it was you, you can sign up for an account using the link below."),
    gettext_lazy("Password Changed"),
    gettext_lazy("Your password has been changed."),
    gettext_lazy("Your password has been reset."),
    gettext_lazy("Password Set"),
    gettext_lazy("Your password has been set."),
    gettext_lazy("Authenticator App Activated"),
    gettext_lazy("Authenticator App Deactivated"),
    gettext_lazy("New Recovery Codes Generated"),
    gettext_lazy("A new set of Two-Factor Authentication recovery codes has been generated."),
    gettext_lazy("Security Key Added"),
    gettext_lazy("A new security key has been added."),
    gettext_lazy("Security Key Removed"),
    gettext_lazy("A security key has been removed."),
    gettext_lazy("Third-Party Account Connected"),
    gettext_lazy("A third-party account from %(provider)s has been connected to your account."),
    gettext_lazy("Third-Party Account Disconnected"),
    gettext_lazy("A third-party account from %(provider)s has been disconnected from your account."),
)
