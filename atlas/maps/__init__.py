"""Values and shapes become a scene, which the browser draws."""
