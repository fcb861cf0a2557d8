"""The review page on localhost: thread beside brief, findings first, every change kept with who and when."""
