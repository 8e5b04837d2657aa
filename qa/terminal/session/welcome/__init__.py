"""What a session begins with: what lies there, and questions that it answers."""
