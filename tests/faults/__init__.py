"""Machines that die, disks that fill, folders that close, clocks that jump: whatever happens, files are whole."""
