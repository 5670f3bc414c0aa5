"""Questions to a project; each takes a reading first and answers with values."""
