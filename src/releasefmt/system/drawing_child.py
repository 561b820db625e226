"""Draws one SVG in a process of its own, within limits: ``python drawing_child.py ACROSS`` from standard input to output.

Run as a file, so that nothing but the drawing library is loaded. Exit code 3: it cannot be drawn.
"""

import sys

SECONDS, BYTES = 8, 1_000_000_000


def main() -> int:
    """Standard input is the SVG; ``ACROSS`` are its pixels from left to right."""
    try:
        import resource
    except ImportError:  # Windows: its time is limited by the parent alone
        pass
    else:
        for limit, most in ((resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_AS, BYTES), (resource.RLIMIT_CORE, 0)):
            resource.setrlimit(limit, (most, most))
    import resvg_py

    svg = sys.stdin.buffer.read().decode()
    try:
        png = resvg_py.svg_to_bytes(svg_string=svg, width=int(sys.argv[1]), dpi=96.0, skip_system_fonts=True)
    except ValueError:
        return 3
    sys.stdout.buffer.write(png)
    return 0


if __name__ == "__main__":
    sys.exit(main())
