// Everything works without this file; it only saves people a way.

// After a failed form the summary of errors is the first thing to read. The address may still end in
// the skip link's #inhalt: the browser would go there after us.
const summary = document.querySelector("[data-autofocus]");
if (summary) {
  if (location.hash) history.replaceState(null, "", location.pathname + location.search);
  summary.focus();
}
