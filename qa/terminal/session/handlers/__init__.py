"""What the session's commands do, one module a group; each takes the context and the argument."""
