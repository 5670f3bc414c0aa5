"""The history on screen: of a claim in the inspector, of an article or the project in a dialog."""
