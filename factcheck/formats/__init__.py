"""Files that come in as an article draft, and reports that go out."""
