// Random documents with whatever is awkward in Markdown: written, read and written again. Returns
// what went wrong; `faded` counts those whose words are right, though not all as bold as they were.
async ({seed, times}) => {
  const {read, schema, write} = await import("/static/hilfelotse/editor/markdown.js");
  const {nodes, marks} = schema;
  const random = (below) => {  // mulberry32
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
  const pick = (list) => list[random(list.length)];
  const some = (most, make) => Array.from({length: random(most)}, make);
  const BITS = ["wort", "a", " ", "  ", ".", "*", "**", "_", "[", "](", "]", "(", ")", "]:", "<b>", "&amp;", "&", "#",
    "# ", "- ", "1. ", "12)", "+", ">", "`", "~~", "~~~", "|", "---", "===", "\\", "!", "ä", "„", "“", "–",
    "\u00a0", "😀", "http://x.de", "<", ":", "Helfer*innen", "b_c", "\t", "=", "\n", "سلام", "/", "{", "<!--", "a@b.de"];
  const ADDRESSES = ["https://x.de/", "/de/a_b*c", "#x", "mailto:a@b.de", "https://x.de/a_(b)", "/?a=1&copy;=2",
    "/("];
  const piece = (isHeading) => {
    let set = marks.strong.create().addToSet([]).filter(() => !random(3));
    if (!random(3)) set = marks.em.create().addToSet(set);
    if (!random(4)) set = marks.link.create({href: pick(ADDRESSES)}).addToSet(set);
    if (!isHeading && !random(5)) return pick([nodes.hard_break, nodes.soft_break]).create(null, null, set);
    return schema.text(pick(BITS) + some(4, () => pick(BITS)).join(""), set);
  };
  const paragraph = () => nodes.paragraph.create(null, some(7, () => piece(false)));
  const list = (depth) => {
    const item = () => nodes.list_item.create(null, [paragraph(), ...some(3, () => block(depth + 1, true))]);
    const [type, attrs] = random(2) ? [nodes.bullet_list, null] : [nodes.ordered_list, {order: pick([0, 1, 9, 98])}];
    return type.create(attrs, [item(), ...some(3, item)]);
  };
  const block = (depth, inList = false) => {
    if (depth < 3 && !random(3)) return list(depth);
    if (inList || random(3)) return paragraph();
    return nodes.heading.create({level: 2 + random(2)}, [piece(true), ...some(4, () => piece(true))]);
  };
  const picture = () => {
    const said = (pick(BITS) + some(4, () => pick(BITS)).join("")).replace(/\s+/g, " ").trim();
    return nodes.picture.create({number: 1 + random(999999999), words: said});
  };
  const top = () => (random(6) ? block(0) : picture());
  const words = (doc) => {
    const found = [];
    doc.descendants((node) => {
      const text = node.isTextblock ? node.textBetween(0, node.content.size, "", "").replace(/\s/g, "") : "";
      if (node.type === nodes.picture) found.push(`picture ${node.attrs.number} ${node.attrs.words}`);
      if (text) found.push(`${node.type.name} ${text}`);
    });
    return found.join("\n");
  };
  const shape = (doc) => {
    const found = [];
    doc.descendants(({isText, text, marks: on}) => {
      const look = on?.map((mark) => mark.attrs.href ?? mark.type.name).join();
      if (isText) for (const char of text) if (/[\p{L}\p{N}]/u.test(char)) found.push(char + look);
    });
    return found.join();
  };
  const wrong = [];
  let faded = 0;
  for (let time = 0; time < times; time += 1) {
    const doc = nodes.doc.create(null, [top(), ...some(4, top)]);
    doc.check();
    const text = write(doc);
    const again = read(text);
    if (!again || write(again) !== text || words(again) !== words(doc)) wrong.push(text);
    else if (shape(again) !== shape(doc)) faded += 1;
  }
  return {wrong, faded};
}
