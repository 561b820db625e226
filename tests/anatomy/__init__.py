"""What is understood from real drafts, scored against the truth."""
