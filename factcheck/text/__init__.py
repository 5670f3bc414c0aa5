"""Pure functions over strings: sentences, words, placing marks in a new draft, comparing quotations."""
