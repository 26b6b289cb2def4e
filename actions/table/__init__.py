"""Every public action by what a list or a matrix asks of it, kept until something public changes."""
