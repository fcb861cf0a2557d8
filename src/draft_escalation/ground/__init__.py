"""Does the thread say it? Statements checked value by value against their lines."""
