"""After the escalation: when to ask whom, what to tell the customer, and how to take an escalation back."""
