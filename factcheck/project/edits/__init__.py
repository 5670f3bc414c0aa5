"""One edit per intention of a person, by what it is about."""
