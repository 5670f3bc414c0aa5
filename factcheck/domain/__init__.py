"""Values and pure rules of fact-checking; no database, no window, no file format."""
