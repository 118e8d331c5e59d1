"""What this room puts on shared screens."""
