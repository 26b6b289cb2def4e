"""What the apps below have to show in the component gallery: they do not know it, and home knows them all."""
