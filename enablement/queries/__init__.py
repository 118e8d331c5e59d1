"""What may be seen of this room, one function a screen; every row through `visible_to`."""
