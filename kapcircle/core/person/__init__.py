"""One participant: who they are, and what is known of them from enrolment to follow-up."""
