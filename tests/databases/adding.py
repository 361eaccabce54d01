"""`python -m tests.databases.adding`: add an account and print its number."""

from highground.config.start import start


def main() -> int:
    """The number of the account."""
    from highground.apps.accounts.services import account_add
    from highground.apps.users.selectors import command_actor

    return account_add(command_actor(), values={"name": "李强制造"}).value.pk


if __name__ == "__main__":
    start()
    print(main())
