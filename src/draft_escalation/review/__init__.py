"""The review page on localhost: the thread beside its brief, findings first, every change kept with who and when."""
