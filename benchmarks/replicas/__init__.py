"""Replicas behind a real nginx: one is killed, all are replaced, and a rush is served."""
