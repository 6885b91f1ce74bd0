"""The parts of a page, as the browser is told of them."""
