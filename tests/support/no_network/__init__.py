"""A folder for PYTHONPATH that keeps a process from the network."""
