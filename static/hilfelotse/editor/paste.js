// What other programs put on the clipboard, made ready for the schema, which keeps the words and
// leaves the rest.

// Our policy refuses styles and scripts already where HTML is read. `data-style` only says what was meant.
const COMMENT = /<!--[\s\S]*?(?:-->|$)/g;
const CONDITION = /<!\[[^\]]*\]>/g;
const SHEET = /<style\b[\s\S]*?(?:<\/style\s*>|$)/gi;
const TAG = /<[a-z][^\s/>]*(?:"[^"]*"|'[^']*'|[^'">])*>/gi;
const NUMBER = /^\(?(?:\d{1,3}|[a-z]{1,4})[.)]/i;

function harmless(html) {
  const rest = html.replace(COMMENT, "").replace(CONDITION, "").replace(SHEET, "");
  return rest.replace(TAG, (tag) => tag.replace(/\s(style|on\w+)\s*=/gi, " data-$1="));
}

export function tidied(html) {
  const {body} = new DOMParser().parseFromString(harmless(html), "text/html");
  for (const item of body.querySelectorAll("p[data-style*='mso-list:']")) listWordItem(item);
  for (const cell of body.querySelectorAll("td, th, caption, dt")) separate(cell);
  for (const empty of body.querySelectorAll("p")) if (!empty.textContent.trim()) empty.remove();
  return body.innerHTML;
}

// Word writes an item of a list as a paragraph that begins with its sign.
function listWordItem(paragraph) {
  const parts = [...paragraph.querySelectorAll("[data-style]")];
  const sign = parts.find((part) => /mso-list:\s*ignore/i.test(part.dataset.style));
  if (!sign) return;
  const kind = NUMBER.test(sign.textContent.trim()) ? "OL" : "UL";
  const before = paragraph.previousElementSibling;
  const list = before?.dataset.word === kind ? before : document.createElement(kind);
  const item = document.createElement("li");
  sign.remove();
  item.append(...paragraph.childNodes);
  list.dataset.word = kind;
  paragraph.replaceWith(list);
  list.append(item);
}

// The words of two cells must not become one.
function separate(cell) {
  const block = document.createElement("div");
  block.append(...cell.childNodes);
  cell.append(block);
}
