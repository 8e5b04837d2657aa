"""What the session's commands do, one module a family; each act gets the room and its argument."""
