"""The whole project as documented JSON, out and in; the document is described in resources/schemas/."""
