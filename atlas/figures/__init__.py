"""What is drawn, as plain data: made from values by pure functions, drawn by ``static/figures/figure.js``."""
