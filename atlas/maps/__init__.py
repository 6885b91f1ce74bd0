"""Values and shapes become a scene; the browser component and the SVG writer both draw it."""
