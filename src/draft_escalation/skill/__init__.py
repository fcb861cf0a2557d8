"""The skill as a table: signals, policy, and what follows from them."""
