"""Exporting a report and signing off."""
