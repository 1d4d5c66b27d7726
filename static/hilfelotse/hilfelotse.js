// Everything works without this file; it only saves people a way.

// After a failed form the summary of errors is the first thing to read.
document.querySelector("[data-autofocus]")?.focus();
