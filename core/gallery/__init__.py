"""The component gallery: every component of the public site with real data, for whoever works on the site."""
