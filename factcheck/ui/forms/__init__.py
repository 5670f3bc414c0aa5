"""Boxes that hold one field of a record each, and the forms that they make up."""
