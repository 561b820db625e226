"""Model to model: what is done to a release and its pictures between reading and drawing."""
