"""What a report says, before any format: chapters of headings, paragraphs and tables, for HTML, Markdown and PDF."""
