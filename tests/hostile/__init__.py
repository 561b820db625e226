"""The hostile corpus: what nobody should send and somebody will, each case with the answer that it must get."""
