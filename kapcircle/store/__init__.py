"""The vault on disk: the only place that knows SQL."""
