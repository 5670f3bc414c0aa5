"""Sources as CSL-JSON, BibTeX and RIS, out and in."""
