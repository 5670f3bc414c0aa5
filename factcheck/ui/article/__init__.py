"""The article on screen: its text, what is marked in it, and where the reader stands."""
