"""Every release of ours, in every style and for every purpose, before every gate: ``make matrix``."""
