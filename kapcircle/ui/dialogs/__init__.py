"""Our own dialogs: dark from the first frame, neutral titles, Esc leaves, and Enter does what is safe."""
