"""Running a workspace: its tables, its backups, its server, its checks. Knows every subject's tables, none's meaning."""
