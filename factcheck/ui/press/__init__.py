"""Before press: the page that lists what stands in the way."""
