"""The values that travel between the stages; imports nothing but itself and a little of the standard library."""
