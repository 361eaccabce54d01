"""Running a workspace: its tables, backups, server and checks. Knows every table there is, and none by its meaning."""
