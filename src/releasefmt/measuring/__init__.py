"""Finished files to facts: what really stands in them, where, in which colour and under which tag.

``facts`` are the values, ``pdf`` reads them out of a file's bytes, ``checks`` hold them against what was meant. Nothing here
knows how the renderers work: a file from anywhere can be measured.
"""
