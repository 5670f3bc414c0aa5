"""The drafts of an article side by side: where highlights stand in a new one, and what differs between two."""
