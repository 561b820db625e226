"""The only code that touches disk, clock or network."""
