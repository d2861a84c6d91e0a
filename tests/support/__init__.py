"""What several tests need: a running server, and a browser that keeps a list of its requests."""
