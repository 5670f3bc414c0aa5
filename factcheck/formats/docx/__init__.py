"""Word documents: articles come in, reports go out."""
