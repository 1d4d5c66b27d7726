// What an editor's text may hold, and the way from Markdown to it and back.
//
// The normal form: blocks with an empty line between them, "## " and "### ", "**", "*", "- ", "1. ", "\" at
// the end of a line for a break, "![words](bild:7)" for a picture of the page. Text in normal form comes back byte for byte. Reading follows
// CommonMark, as hilfelotse/knowledge/markdown.py does on the server.

import {MarkdownIt, Schema} from "../../vendor/editor/libraries.js";

const SAFE = /^(?:https?:\/\/|mailto:|tel:|#|\/(?![/\\]))\S*$/i;
const MOST = 999_999_999; // CommonMark knows no longer numbers

const NUMBER = /^[1-9]\d{0,8}$/;
const PICTURE = /^bild:([1-9]\d{0,8})$/;

export const isSafe = (address) => SAFE.test(address);

// Some readers of Markdown end an address at the first space or bracket.
export const tidyAddress = (address) =>
  address.trim().replace(/[\s<>()\\]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);

// What stands on one line.
export const tidyWords = (words) => words.replace(/[\s\u0000]+/g, " ").trim();

// ---- what there is ----

const heading = (tag, level) => ({tag, attrs: {level}});

// Only pasted HTML has it, see paste.js.
const styled = (dom, pattern) => pattern.test(dom.dataset.style ?? "");
const unless = (pattern) => (dom) => (styled(dom, pattern) ? false : null);
const when = (pattern) => (dom) => (styled(dom, pattern) ? null : false);

const bold = /(?<!-)font-weight:\s*(?:bold|[6-9]00)/i;
const thin = /(?<!-)font-weight:\s*(?:normal|[1-5]00)/i;
const slanted = /(?<!-)font-style:\s*(?:italic|oblique)/i;
const upright = /(?<!-)font-style:\s*normal/i;

function linkOf(dom) {
  const href = tidyAddress(dom.getAttribute("href"));
  return isSafe(href) ? {href} : false;
}

function startOf(dom) {
  const order = Number(dom.getAttribute("start") ?? 1);
  return {order: Number.isInteger(order) && order >= 0 && order <= MOST ? order : 1};
}

function pictureOf(dom) {
  const number = dom.dataset.picture;
  return NUMBER.test(number) ? {number: Number(number), words: tidyWords(dom.textContent)} : false;
}

export const schema = new Schema({
  nodes: {
    doc: {content: "block+"},
    paragraph: {group: "block", content: "inline*", parseDOM: [{tag: "p"}], toDOM: () => ["p", 0]},
    heading: {
      group: "block",
      content: "text*",
      attrs: {level: {default: 2}},
      defining: true,
      parseDOM: ["h1", "h2", "h3", "h4", "h5", "h6"].map((tag, at) => heading(tag, at < 2 ? 2 : 3)),
      toDOM: (node) => [`h${node.attrs.level}`, 0],
    },
    bullet_list: {group: "block", content: "list_item+", parseDOM: [{tag: "ul"}], toDOM: () => ["ul", 0]},
    ordered_list: {
      group: "block",
      content: "list_item+",
      attrs: {order: {default: 1}},
      parseDOM: [{tag: "ol", getAttrs: startOf}],
      toDOM: ({attrs}) => ["ol", attrs.order === 1 ? {} : {start: attrs.order}, 0],
    },
    list_item: {
      content: "paragraph (paragraph | bullet_list | ordered_list)*",
      defining: true,
      parseDOM: [{tag: "li"}],
      toDOM: () => ["li", 0],
    },
    // A picture of the page by its number; its words are for those who do not see it. Pasted pictures have
    // neither, and stay outside.
    picture: {
      group: "block",
      attrs: {number: {}, words: {default: ""}},
      parseDOM: [{tag: "figure[data-picture]", getAttrs: pictureOf}],
      toDOM: ({attrs}) => ["figure", {"data-picture": attrs.number}, attrs.words],
    },
    text: {group: "inline"},
    hard_break: {
      inline: true,
      group: "inline",
      selectable: false,
      leafText: () => "\n",
      parseDOM: [{tag: "br"}],
      toDOM: () => ["br"],
    },
    // A new line in the source is a space for readers. It is kept: easy language has a line for each sentence.
    soft_break: {
      inline: true,
      group: "inline",
      selectable: false,
      leafText: () => " ",
      parseDOM: [{tag: "span[data-soft-break]"}],
      toDOM: () => ["span", {"data-soft-break": ""}, " "],
    },
  },
  marks: {
    link: {
      attrs: {href: {}},
      inclusive: false,
      parseDOM: [{tag: "a[href]", getAttrs: linkOf}],
      toDOM: ({attrs}) => ["a", {href: attrs.href}, 0],
    },
    strong: {
      parseDOM: [
        {tag: "strong"},
        {tag: "b", getAttrs: unless(thin)},
        {tag: "span[data-style]", getAttrs: when(bold), consuming: false},
      ],
      toDOM: () => ["strong", 0],
    },
    em: {
      parseDOM: [
        {tag: "em"},
        {tag: "i", getAttrs: unless(upright)},
        {tag: "span[data-style]", getAttrs: when(slanted), consuming: false},
      ],
      toDOM: () => ["em", 0],
    },
  },
});

const {nodes, marks} = schema;

// ---- reading ----

class Unknown extends Error {}

// Knows more than we do, to notice what we would lose. Addresses stay as they were written.
const markdown = new MarkdownIt("default", {html: true});
markdown.normalizeLink = (address) => address;
markdown.validateLink = () => true;

// The document, or null if the text holds what the editor cannot show.
export function read(text) {
  const found = {};
  const tokens = markdown.parse(text, found);
  if (Object.keys(found.references ?? {}).length) return null;
  try {
    const doc = blocksOf(tokens);
    doc.check();
    return doc;
  } catch (error) {
    if (error instanceof Unknown || error instanceof RangeError) return null;
    throw error;
  }
}

const STARTS = {
  paragraph_open: () => [nodes.paragraph],
  heading_open: (token) => [nodes.heading, {level: Number(token.tag[1]) < 3 ? 2 : 3}],
  bullet_list_open: () => [nodes.bullet_list],
  ordered_list_open: (token) => [nodes.ordered_list, {order: Number(token.attrGet("start") ?? 1)}],
  list_item_open: () => [nodes.list_item],
};

function blocksOf(tokens) {
  const open = [{type: nodes.doc, attrs: null, content: []}];
  for (const token of tokens) {
    if (token.type === "inline" && isPicture(token.children) && open.at(-2)?.type === nodes.doc) {
      pictured(open, token.children[0]);
    } else if (token.type === "inline") {
      open.at(-1).content = wordsOf(token.children);
    } else if (token.nesting < 0) {
      const node = open.at(-1).node ?? closed(open.at(-1));
      open.pop();
      open.at(-1).content.push(node);
    } else if (STARTS[token.type]) {
      const [type, attrs = null] = STARTS[token.type](token);
      open.push({type, attrs, content: []});
    } else {
      throw new Unknown(token.type);
    }
  }
  return closed(open[0]);
}

const isPicture = ([first, second]) => first?.type === "image" && !second;

// A paragraph of nothing but a picture is the picture.
function pictured(open, token) {
  const found = PICTURE.exec(token.attrGet("src"));
  if (!found || token.attrGet("title") !== null || open.at(-1).type !== nodes.paragraph) throw new Unknown("image");
  const words = tidyWords(token.children.map(wordOf).join(""));
  open.at(-1).node = nodes.picture.create({number: Number(found[1]), words});
}

function wordOf(token) {
  const name = token.type.replace(/_(open|close)$/, "");
  if (token.type === "text" || token.type === "text_special") return token.content;
  if (marks[name]) return "";
  throw new Unknown(token.type);
}

// An item begins with a paragraph, a document has one.
function closed({type, attrs, content}) {
  const isShort = type === nodes.doc ? !content.length
    : type === nodes.list_item && content[0]?.type !== nodes.paragraph;
  return type.create(attrs, isShort ? [nodes.paragraph.create(), ...content] : content);
}

function wordsOf(tokens) {
  const found = [];
  let active = [];
  for (const token of tokens) {
    const name = token.type.replace(/_(open|close)$/, "");
    if (token.nesting && !marks[name]) throw new Unknown(token.type);
    if (token.nesting > 0) active = [...active, markOf(name, token)];
    else if (token.nesting < 0) active.splice(active.findLastIndex((mark) => mark.type.name === name), 1);
    else if (token.type === "hardbreak") found.push(nodes.hard_break.create(null, null, setOf(active)));
    else if (token.type === "softbreak") found.push(nodes.soft_break.create(null, null, setOf(active)));
    else if (token.type !== "text") throw new Unknown(token.type);
    else if (token.content) found.push(schema.text(token.content, setOf(active)));
  }
  return found;
}

function markOf(name, token) {
  const href = token.attrGet("href");
  if (name === "link" && (!isSafe(href) || token.attrGet("title") !== null)) throw new Unknown("link");
  return marks[name].create(name === "link" ? {href} : null);
}

const setOf = (list) => list.reduce((set, mark) => mark.addToSet(set), []);

// ---- writing ----

export const write = (doc) => blocks(doc);

function blocks(parent) {
  const written = [];
  parent.forEach((node) => {
    const before = written.at(-1);
    // Two lists in a row would become one.
    const other = before?.type === node.type && !before.other;
    const text = node.isTextblock ? textblock(node) : node.type === nodes.picture ? picture(node) : list(node, other);
    if (text) written.push({type: node.type, other, text, gap: gap(parent, before, node)});
  });
  return written.map(({gap, text}) => gap + text).join("");
}

function gap(parent, before, node) {
  if (!before) return "";
  const isClose = parent.type === nodes.list_item && before.type === nodes.paragraph
    && (node.type === nodes.bullet_list || node.attrs.order === 1);
  return isClose ? "\n" : "\n\n";
}

// Items without words are left out.
function list(node, other) {
  const items = [];
  node.forEach((item) => {
    const text = blocks(item);
    if (!text) return;
    const number = Math.min((node.attrs.order ?? 1) + items.length, MOST);
    const marker = node.type === nodes.ordered_list ? `${number}${other ? ")" : "."} ` : other ? "* " : "- ";
    items.push(marker + text.replace(/\n(?=[^\n])/g, `\n${" ".repeat(marker.length)}`));
  });
  return items.join("\n");
}

// Brackets always have their sign: the server knows no others within.
const WORDS = [/[\\`[\]<]|&(?=#?\w+;)/gi, /[\\`*_~[\]<]|&(?=#?\w+;)/gi, /[!-/:-@[-`{-~]/g];

function picture({attrs: {number, words}}) {
  const ways = WORDS.map((escape) => `![${words.replace(escape, "\\$&")}](bild:${number})`);
  return ways.find((text) => read(text)?.firstChild.attrs.words === words) ?? ways.at(-1);
}

const known = new WeakMap(); // a node never changes, and most of a text is as it was before the last key

function textblock(node) {
  if (!known.has(node)) known.set(node, chosen(node));
  return known.get(node);
}

// From what reads best to what is safest. How signs work together in Markdown is intricate, so each
// way is read again; with the last one the words are right, though not bold.
const ESCAPES = [
  /[\\`]|<(?=[a-z/!?])|&(?=#?\w+;)/gi,
  /[\\`*_~[\]<]|&(?=#?\w+;)/gi,
  /[!-/:-@[-`{-~]/g,
];
const BOLD = [marks.strong, marks.em, marks.link];
const WAYS = ESCAPES.flatMap((escape) => [
  {escape, em: "*", outer: null, types: BOLD},
  {escape, em: "*", outer: marks.link, types: BOLD},
  {escape, em: "_", outer: null, types: BOLD},
  {escape, em: "_", outer: marks.link, types: BOLD},
]).concat({escape: ESCAPES.at(-1), em: "*", outer: null, types: [marks.link]});

function chosen(node, rounds = 3) {
  const meant = meaning(node);
  if (!meant) return "";
  const sign = node.type === nodes.heading ? `${"#".repeat(node.attrs.level)} ` : "";
  for (const way of WAYS) {
    const words = new Line(node, way).text();
    const text = sign ? sign + words : words.replace(/^.*$/gm, escapeStart);
    const again = read(text)?.firstChild;
    const isRight = again?.hasMarkup(node.type, node.attrs) && meaning(again) === meant;
    if (!isRight && way !== WAYS.at(-1)) continue;
    // Where bold was taken from a space or a sign, a nicer way may do: written again, it is the same.
    return rounds && again && !again.eq(node) ? chosen(again, rounds - 1) : text;
  }
}

// Each character with its link; bold and italic only where one sees them.
function meaning(node) {
  return characters(node).map(({char, marks: on}) => {
    const seen = on.filter((mark) => mark.type === marks.link || isWord(char));
    return char + seen.map((mark) => mark.attrs.href ?? mark.type.name).join();
  }).join("\u0000");
}

const isSpace = (char) => char === undefined || /\s/.test(char);
const isWord = (char) => !isSpace(char) && !/[\p{P}\p{S}]/u.test(char);

const BREAKS = {hard_break: "\n", soft_break: "\r"};
const isBreak = (char) => char === "\n" || char === "\r";

// One sign for each break; no space at the ends and around breaks.
function characters(node) {
  const all = [];
  const dropSpace = (isDropped) => {
    while (all.length && isDropped(all.at(-1).char)) all.pop();
  };
  node.forEach((child) => {
    const text = BREAKS[child.type.name] ?? child.text.replace(/[\s\u0000]*[\r\n\u0000][\s\u0000]*/g, " ");
    for (const char of text) {
      if (char === "\n") dropSpace((last) => last !== "\n" && isSpace(last));
      else if (char === "\r") dropSpace((last) => !isBreak(last) && isSpace(last));
      const isFirst = !all.length || isBreak(all.at(-1).char);
      if (!isFirst || !isSpace(char) || (char === "\n" && all.length)) all.push({char, marks: child.marks});
    }
  });
  dropSpace(isSpace);
  return all;
}

// The words of one block, written in one way.
class Line {
  constructor(node, way) {
    this.way = way;
    this.items = characters(node).map(({char, marks: on}) => ({
      char,
      marks: on.filter((mark) => way.types.includes(mark.type)),
    }));
  }

  text() {
    return this.span(0, this.items.length, []);
  }

  span(from, to, inside) {
    let text = "";
    for (let at = from; at < to;) {
      const mark = this.longest(at, to, inside);
      const end = this.end(at, to, (item) => (mark ? mark.isInSet(item.marks) : !this.left(item, inside).length));
      if (!mark) text += this.plain(at, end);
      else if (mark.type === marks.link) text += `[${this.span(at, end, [...inside, mark])}](${address(mark)})`;
      else if (this.tighten(at, end, mark)) continue;
      else text += this.between(mark.type === marks.strong ? "**" : this.way.em, at, end, [...inside, mark]);
      at = end;
    }
    return text;
  }

  between(sign, from, to, inside) {
    return sign + this.span(from, to, inside) + sign;
  }

  left(item, inside) {
    return item.marks.filter((mark) => !mark.isInSet(inside));
  }

  end(at, to, holds) {
    while (at < to && holds(this.items[at])) at += 1;
    return at;
  }

  // Which mark is the outermost here: the one that reaches furthest.
  longest(at, to, inside) {
    const reach = (mark) => this.end(at, to, (item) => mark.isInSet(item.marks));
    const open = this.left(this.items[at], inside);
    const first = open.find((mark) => mark.type === this.way.outer);
    const rank = (mark) => reach(mark) * 4 - this.way.types.indexOf(mark.type);
    return first ?? open.reduce((best, mark) => (best && rank(best) >= rank(mark) ? best : mark), null);
  }

  // Signs stand at words: "**so **" and "so**: **so" are not bold. Takes the mark from such ends.
  tighten(from, to, mark) {
    let [first, last] = [from, to];
    const char = (at) => this.items[at]?.char;
    while (first < last && (isSpace(char(first)) || (!isWord(char(first)) && isWord(char(first - 1))))) first += 1;
    while (last > first && (isSpace(char(last - 1)) || (!isWord(char(last - 1)) && isWord(char(last))))) last -= 1;
    const outside = [...this.items.slice(from, first), ...this.items.slice(last, to)];
    for (const item of outside) item.marks = mark.removeFromSet(item.marks);
    return outside.length > 0;
  }

  plain(from, to) {
    const text = this.items.slice(from, to).map(({char}) => char).join("");
    return text.replace(this.way.escape, "\\$&").replaceAll("\n", "\\\n").replaceAll("\r", "\n");
  }
}

function address({attrs: {href}}) {
  const brackets = isBalanced(href) ? "" : "()";
  return href.replace(new RegExp(`[\\\\<>${brackets}]|&(?=#?\\w+;)`, "g"), "\\$&");
}

function isBalanced(href) {
  let depth = 0;
  for (const char of href) {
    depth += (char === "(") - (char === ")");
    if (depth < 0) return false;
  }
  return depth === 0;
}

// What would begin a list, a heading or a quotation, or with the sign of an item be a line across.
function escapeStart(line) {
  return line
    .replace(/^(?:[-+*](?=\s|$)|#{1,6}(?=\s|$)|>|[-*_](?=[-*_\s]*$))/, "\\$&")
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, "$1\\$2");
}
