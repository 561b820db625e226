"""Drafts in several scripts."""
