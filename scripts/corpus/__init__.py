"""Files as offices send them, good and bad, each with what must come of it."""
