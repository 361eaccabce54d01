"""The write path, whole: operations, the trail, undo."""
