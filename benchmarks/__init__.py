"""Our speed against that of peers, as ratios taken in one run on one machine."""
