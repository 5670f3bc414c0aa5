"""A project on a PostgreSQL server: its log lies there, each works on a replica of it."""
