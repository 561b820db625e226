"""The hostile corpus under strace."""
