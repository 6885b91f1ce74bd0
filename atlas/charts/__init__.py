"""Values become Plotly figures. Nothing here opens a snapshot or knows what a page is."""
