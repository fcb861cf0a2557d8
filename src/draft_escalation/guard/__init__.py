"""What must not pass: hidden characters, secrets, text that addresses the drafter."""
