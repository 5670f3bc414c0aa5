"""Forms for sources and evidence."""
