"""How the time for one draft grows with its length: ``python -m tests.growth`` measures every unit of the syntax."""
