"""One spawned process for what must not stutter: sound and light."""
