"""The project file: its database, its change log, and the edits and queries on it."""
