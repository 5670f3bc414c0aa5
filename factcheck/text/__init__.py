"""Pure functions over strings: sentences, words, carrying highlights, comparing quotations."""
