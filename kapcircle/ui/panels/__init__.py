"""The parts of the Circle page: each shows one thing and asks for one kind of command."""
