// What axe does not look at, as one function: each finding is a line "check: what".
// `parts`: which of structure, layout, colour and focus to look at; tab makes ready for the key. The rest is what is expected.
({parts, least, frame, isPublic, language, direction, service, office, errorWord}) => {
    const found = [];
    const short = element => element.outerHTML.replace(/\s+/g, " ").slice(0, 110);
    const say = (check, what, element) =>
        found.push(`${check}: ${what}${element ? ` ${short(element)}` : ""}`);
    const all = selector => [...document.querySelectorAll(selector)];
    const words = element => element.textContent.replace(/\s+/g, " ").trim();
    const shown = element => element.checkVisibility({visibilityProperty: true});
    const tiny = element => {
        const {width, height} = element.getBoundingClientRect();
        return width <= 1 || height <= 1;
    };
    const seen = element => shown(element) && !element.closest(".visually-hidden");
    const style = element => getComputedStyle(element);
    const ids = new Set(all("[id]").map(element => element.id));
    const root = document.documentElement;
    const skip = document.querySelector("body a[href], body button, body input, body summary");
    const CONTROLS = "input:not([type=hidden], [type=submit], [type=button], [type=reset],"
        + " [type=image]), select, textarea";

    // --- structure: the same in each width and look ---

    const RIGHT_TO_LEFT = ["ar", "fa", "ckb", "ur", "ps", "he", "prs"];
    const SCRIPTS = {Arab: /\p{Script=Arabic}{2}/u, Cyrl: /\p{Script=Cyrillic}{2}/u,
        Ethi: /\p{Script=Ethiopic}{2}/u};
    const scriptOf = tag => {
        const base = tag.split("-")[0];
        if (RIGHT_TO_LEFT.includes(base)) return "Arab";
        if (["uk", "ru", "bg", "mk", "sr"].includes(base)) return "Cyrl";
        return ["ti", "am"].includes(base) ? "Ethi" : "Latn";
    };

    const languages = () => {
        if (root.lang !== language) say("lang", `"${root.lang}", not "${language}"`);
        if (root.dir !== direction) say("dir", `"${root.dir}", not "${direction}"`);
        for (const element of all("body [lang]").filter(shown)) {
            const right = RIGHT_TO_LEFT.includes(element.lang.split("-")[0]) ? "rtl" : "ltr";
            if (words(element) && style(element).direction !== right) {
                say("dir", `not ${right}:`, element);
            }
        }
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) {
            const parent = texts.currentNode.parentElement;
            for (const [script, letters] of Object.entries(SCRIPTS)) {
                if (letters.test(texts.currentNode.data) && !parent.closest("script, textarea, option, bdi, [dir=auto]")
                    && scriptOf(parent.closest("[lang]").lang) !== script) {
                    say("lang", `${script} letters in "${parent.closest("[lang]").lang}":`, parent);
                }
            }
        }
        for (const link of all("a[hreflang]")) {
            if (link.lang && link.lang.split("-")[0] !== link.hreflang.split("-")[0]) say("lang", "not its hreflang:", link);
        }
    };

    const outline = () => {
        const headings = all("h1, h2, h3, h4, h5, h6, [role=heading]").filter(shown);
        const level = element => Number(element.ariaLevel || element.tagName[1]);
        if (all("h1").filter(shown).length !== 1) say("h1", `${all("h1").filter(shown).length} of them`);
        headings.forEach((heading, at) => {
            if (!words(heading) && !heading.querySelector("img[alt]")) say("heading", "empty:", heading);
            if (at && level(heading) > level(headings[at - 1]) + 1) say("heading", "skips a level:", heading);
        });
        if (all("main, [role=main]").length !== 1) say("landmark", `${all("main, [role=main]").length} main`);
    };

    const surround = () => {
        const parts = document.title.split(" – ");
        const end = ` – ${service} – ${office}`;
        const summary = document.querySelector(".error-summary");
        if (parts.length < 3 || !parts[0].trim() || !document.title.endsWith(end)) {
            say("title", `"${document.title}" does not end with "${end}"`);
        }
        if (document.title.startsWith(`${errorWord} `) !== Boolean(summary)) {
            say("title", `"${errorWord}" and a summary of errors go together: "${document.title}"`);
        }
        if (parts[0].replace(errorWord, "").trim() === "") say("title", "says nothing of the page");
        const main = document.querySelector("main");
        if (!skip?.matches("a[href^='#']")) say("skip link", "is not the first stop:", skip);
        else {
            const target = document.getElementById(skip.hash.slice(1));
            skip.focus();
            const {top, left, right, width, height} = skip.getBoundingClientRect();
            const inside = top >= 0 && left >= 0 && right <= innerWidth + 1;
            if (!inside || width < 24 || height < 24) say("skip link", "stays out of sight");
            if (!target || target !== main) say("skip link", "does not lead to main");
            target?.focus();
            if (document.activeElement !== target) say("skip link", "moves no focus");
            target?.blur();
        }
        for (const selector of isPublic ? ["header", "footer", "nav"] : ["header"]) {
            if (!all(selector).some(shown)) say("landmark", `no ${selector}`);
        }
        for (const nav of all("nav, [role=navigation]")) {
            if (!nav.ariaLabel && !nav.hasAttribute("aria-labelledby")) say("landmark", "no name:", nav);
        }
    };

    const VAGUE = /^(hier|klicken sie hier|hier klicken|mehr|mehr lesen|weiterlesen|weiter|link|details|here|click here|more|read more|this page|هنا|اضغط هنا|المزيد|اقرأ المزيد)[\s.!:…»]*$/iu;
    const contents = () => {
        for (const link of all("a[href]").filter(shown)) {
            const name = link.ariaLabel || words(link) || link.querySelector("[alt]")?.alt || "";
            if (VAGUE.test(name.trim())) say("link", "says nothing:", link);
            if (/^https?:\/\/\S{60,}$/.test(name)) say("link", "is an address:", link);
            const id = decodeURIComponent((link.hash ?? "").slice(1));
            if (id && link.pathname === location.pathname && link.host === location.host && !ids.has(id)) {
                say("link", "leads nowhere:", link);
            }
        }
        for (const image of all("img, [role=img]")) {
            const alt = image.alt ?? image.ariaLabel ?? "";
            if (/\.(jpe?g|png|webp|svg|gif)$/i.test(alt) || /^(bild|foto|image|picture|photo|grafik|صورة)\d*$/i.test(alt)) {
                say("alt", "says nothing:", image);
            }
        }
        const given = all("[id]").map(element => element.id);
        for (const id of new Set(given.filter((id, at) => given.indexOf(id) !== at))) say("id", `twice: ${id}`);
        for (const name of ["aria-describedby", "aria-labelledby", "aria-controls", "aria-owns", "for"]) {
            for (const element of all(`[${name}]:not([type=hidden])`)) {
                const lost = element.getAttribute(name).split(/\s+/).filter(id => id && !ids.has(id));
                if (lost.length) say("id", `${name} of nobody (${lost}):`, element);
            }
        }
        for (const table of all("table:not([role=presentation])").filter(shown)) {
            const named = table.closest("fieldset:has(legend), [role=region][aria-label]");
            if (!table.caption && !named && !table.ariaLabel && !table.hasAttribute("aria-labelledby")) say("table", "no caption:", table);
            if (!table.querySelector("th")) say("table", "no header:", table);
            for (const cell of table.querySelectorAll("th:not([scope])")) say("table", "no scope:", cell);
        }
        for (const moving of all("[autoplay], marquee, blink")) say("moving", "starts by itself:", moving);
        for (const video of all("video:not([controls]), audio:not([controls])")) say("moving", "cannot be stopped:", video);
        for (const running of document.getAnimations()) {
            if (running.effect?.getTiming().iterations === Infinity) say("moving", "without end:", running.effect.target);
        }
        for (const meta of all("meta[http-equiv=refresh i]")) say("moving", "the page goes on by itself:", meta);
        for (const element of all("[accesskey]")) say("key", "a key of its own:", element);
        for (const link of all("a[target=_blank]").filter(shown)) {
            if (frame && !link.querySelector(".visually-hidden") && !/fenster/i.test(words(link))) {
                say("link", "opens a window unannounced:", link);
            }
        }
    };

    const TOKENS = {name: /^name$/, email: /email/, phone: /^tel/, postcode: /postal-code/, login: /email|username/, password: /password/};
    const forms = () => {
        for (const control of all(CONTROLS).filter(shown)) {
            if (control.closest("[aria-hidden=true]") || tiny(control.parentElement)) continue;
            const labels = [...control.labels ?? []];
            const own = control.hasAttribute("aria-labelledby") || control.title;
            if (!labels.some(label => words(label)) && !own) {
                if (!control.ariaLabel) say("label", "none:", control);
                else if (isPublic && control.type !== "search") say("label", "cannot be seen:", control);
            }
            if (isPublic && labels.length && control.type !== "search" && !own
                && !labels.some(label => [label, ...label.querySelectorAll("*")].some(part =>
                    seen(part) && !tiny(part) && words(part)))) say("label", "cannot be seen:", control);
            if (control.placeholder) say("field", "placeholder:", control);
            if (control.required) say("field", "required by the browser:", control);
            const token = !/\/eintrag\//.test(location.pathname) && TOKENS[control.name];  // there: somebody else's
            if (isPublic && token && control.closest("main") && !token.test(control.autocomplete)) {
                say("field", "no autocomplete:", control);
            }
            if (control.type === "email" && !control.autocomplete) say("field", "no autocomplete:", control);
            if (/^(radio|checkbox)$/.test(control.type)) {
                const group = control.closest("fieldset, [role=group], [role=radiogroup]");
                const others = control.form && [...control.form.querySelectorAll(`[name="${CSS.escape(control.name)}"]`)];
                const named = group && (group.querySelector(":scope > legend, :scope > * > legend")?.textContent.trim()
                    || group.ariaLabel || group.hasAttribute("aria-labelledby"));
                if (others?.filter(other => other.type === control.type).length > 1 && !named) say("field", "a group without name:", control);
            }
            if (control.ariaInvalid === "true") {
                const owner = control.hasAttribute("aria-describedby") ? control : control.closest("fieldset");
                const told = (owner?.getAttribute("aria-describedby") ?? "").split(/\s+/);
                if (!told.some(id => document.getElementById(id)?.matches(".field__error"))) say("error", "not told:", control);
            }
        }
        for (const note of all(".field__error").filter(shown)) {
            const field = note.id && document.querySelector(`[aria-describedby~="${CSS.escape(note.id)}"]`);
            if (!field) say("error", "belongs to no field:", note);
            else if (field.ariaInvalid !== "true" && !field.querySelector("[aria-invalid=true]")) say("error", "field is not marked:", field);
        }
        for (const summary of all(".error-summary").filter(shown)) {
            if (!summary.querySelector("[role=alert] h2")) say("error", "summary is not announced");
            if (!summary.querySelector("li")) say("error", "summary is empty");
            const said = [...summary.querySelectorAll("a")].map(words).sort().join("|");
            const prefix = new RegExp(`^${errorWord}\\s*`);
            const there = all(".field__error p").filter(shown).map(line => words(line).replace(prefix, "")).sort().join("|");
            if (said !== there) say("error", `other words: ${said} – ${there}`);
        }
        // A small form inside a page says it at the field alone: it never leaves the page.
        if (frame && !document.querySelector(".error-summary") && all(".field__error").some(shown)) say("error", "no summary");
        for (const element of all("[role=button], [role=link], [role=checkbox], [role=switch], [role=tab], [onclick]")) {
            if (element.tabIndex < 0 && !element.closest("[role=tablist]")) say("keys", "not for the keyboard:", element);
        }
        for (const element of all("a[href], button, input:not([type=hidden], [type=radio]), select, textarea")) {
            if (element.tabIndex < 0 && seen(element) && !element.closest("[aria-hidden=true], [role=tablist], [role=toolbar]")
                && !tiny(element.parentElement)) say("keys", "left out by the keyboard:", element);
        }
        for (const element of all("[tabindex]")) {
            if (element.tabIndex > 0) say("keys", "jumps the queue:", element);
        }
    };

    const SIDES = [["margin-left", "margin-right"], ["padding-left", "padding-right"],
        ["border-left-width", "border-right-width"], ["border-left-color", "border-right-color"],
        ["left", "right"]];
    const oneSided = css => {
        if (css.transform) return undefined;  // a sign that is drawn of edges has no sides
        const pair = SIDES.find(([one, other]) => css.getPropertyValue(one) !== css.getPropertyValue(other));
        if (pair) return pair[0];
        return ["text-align", "float", "clear"].find(name => /^(left|right)$/.test(css.getPropertyValue(name)));
    };
    const mirrored = () => {
        const look = rules => {
            for (const rule of rules) {
                if (rule.style && oneSided(rule.style)) say("mirror", `${oneSided(rule.style)} in ${rule.selectorText}`);
                if (rule.cssRules?.length && !/print/.test(rule.media?.mediaText)) look(rule.cssRules);
            }
        };
        for (const sheet of [...document.styleSheets, ...document.adoptedStyleSheets]) {
            if (!/\/vendor\//.test(sheet.href)) look(sheet.cssRules);
        }
        for (const element of all("[style]")) if (oneSided(element.style)) say("mirror", "", element);
    };

    // --- layout: in each width ---

    const inSentence = element => {
        if (style(element).display !== "inline") return false;
        const block = element.closest("p, li, dd, td, div.flow, label");
        return block !== null && words(block) !== words(element);
    };
    const box = element => {
        const choice = element.matches("[type=radio], [type=checkbox]");
        return (choice && element.closest(".choice") || element).getBoundingClientRect();
    };
    const targets = () => {
        for (const element of all("a[href], button, input, select, textarea, summary, [role=button]")) {
            if (element.type === "hidden" || !shown(element) || element.closest("[aria-hidden=true]")
                || element.matches(".skip-link") || inSentence(element)) continue;
            const {width, height} = box(element);
            if (width < least - 0.5 || height < least - 0.5) {
                say("target", `${Math.round(width)}×${Math.round(height)} px:`, element);
            }
        }
    };
    const scrolls = (element, axis) => {
        for (let at = element; at && at !== document.body; at = at.parentElement) {
            if (/auto|scroll/.test(style(at)[axis])) return true;
        }
        return false;
    };
    const reflow = () => {
        const [width, room] = [root.scrollWidth, root.clientWidth];
        if (width > room) say("reflow", `scrolls sideways: ${width} px in ${room} px`);
        for (const element of all("body *")) {
            const parent = element.parentElement;
            if (element.closest("svg, .visually-hidden, .skip-link, [aria-hidden=true]") || !shown(element)) continue;
            const {left, right} = element.getBoundingClientRect();
            const out = right > room + 1 || left < -1;
            if (out && parent && !scrolls(parent, "overflowX") && !tiny(element) && (words(element) || element.matches("img, input, button"))) {
                say("reflow", `${Math.round(left)}–${Math.round(right)} px in ${room} px:`, element);
                break;
            }
            const {overflowX, overflowY} = style(element);
            const end = direction === "rtl" ? room - right + element.scrollWidth : left + element.scrollWidth;
            if (element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 2 && end > room + 1
                && overflowX === "visible" && !scrolls(parent, "overflowX") && words(element)) {
                say("reflow", `text runs to ${Math.round(end)} px in ${room} px:`, element);
                break;
            }
            if (element.matches("a, button, summary") && element.clientWidth && element.scrollWidth > element.clientWidth + 4) {
                say("reflow", "words stick out:", element);
            }
            if (/hidden|clip/.test(overflowX + overflowY) && words(element) && !tiny(element)
                && !element.matches("select, input, textarea")
                && (element.scrollHeight > element.clientHeight + 4 && /hidden|clip/.test(overflowY)
                    || element.scrollWidth > element.clientWidth + 2 && /hidden|clip/.test(overflowX))) {
                say("reflow", "text is cut off:", element);
            }
        }
        if (!scrolls(root, "overflowY") && /hidden|clip/.test(style(root).overflowY + style(document.body).overflowY)
            && root.scrollHeight > root.clientHeight) say("reflow", "the page cannot be scrolled");
    };

    // --- colour: in each look ---

    const context = Object.assign(document.createElement("canvas"), {width: 1, height: 1})
        .getContext("2d", {willReadFrequently: true});
    const known = new Map();
    const rgba = colour => {
        if (!known.has(colour)) {
            context.clearRect(0, 0, 1, 1);
            context.fillStyle = colour;
            context.fillRect(0, 0, 1, 1);
            const [r, g, b, a] = context.getImageData(0, 0, 1, 1).data;
            known.set(colour, [r, g, b, a / 255]);
        }
        return known.get(colour);
    };
    const over = ([r, g, b, a], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];
    const luminance = ([r, g, b]) => {
        const [x, y, z] = [r, g, b].map(part => {
            const c = part / 255;
            return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * x + 0.7152 * y + 0.0722 * z;
    };
    const contrast = (one, other) => {
        const [low, high] = [luminance(one), luminance(other)].sort((x, y) => x - y);
        return (high + 0.05) / (low + 0.05);
    };
    const grounds = new Map();
    const ground = element => {  // what is painted behind; null: a picture, nobody can say
        if (!element) return rgba(matchMedia("(prefers-color-scheme: dark)").matches ? "#121212" : "#fff");
        if (!grounds.has(element)) {
            const {backgroundColor, backgroundImage} = style(element);
            const behind = ground(element.parentElement);
            const picture = backgroundImage !== "none" && !element.matches("select, input");
            grounds.set(element, picture || !behind ? null : over(rgba(backgroundColor), behind));
        }
        return grounds.get(element);
    };
    const faded = element => {
        let left = 1;
        for (let at = element; at; at = at.parentElement) left *= Number(style(at).opacity);
        return left;
    };
    const edges = element => {
        const css = style(element);
        const colours = [css.backgroundColor, ...css.boxShadow.match(/\b(rgba?|oklch|color|oklab|lab)\([^)]*\)/g) ?? []];
        if (parseFloat(css.borderTopWidth) >= 1 && css.borderTopStyle !== "none") colours.push(css.borderTopColor);
        if (css.outlineStyle !== "none") colours.push(css.outlineColor);
        const behind = ground(element.parentElement);
        return behind ? colours.map(colour => contrast(over(rgba(colour), behind), behind)) : [21];
    };
    const readable = () => {
        const carriers = new Set(all("input:not([type=hidden], [type=radio], [type=checkbox]), select, textarea"));
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) if (texts.currentNode.data.trim()) carriers.add(texts.currentNode.parentElement);
        for (const element of carriers) {
            if (element.closest("script, style, noscript, template, option, :disabled, [aria-disabled=true], .visually-hidden, .skip-link, [aria-hidden=true]")
                || !shown(element) || tiny(element)) continue;
            const css = style(element);
            const behind = ground(element);
            if (!behind) continue;
            const [r, g, b, a] = rgba(element.closest("svg") ? css.fill : css.color);
            const ratio = contrast(over([r, g, b, a * faded(element)], behind), behind);
            const size = parseFloat(css.fontSize);
            const large = size >= 24 || size >= 18.66 && css.fontWeight >= 600;
            if (ratio < (large ? 4.5 : 7) - 0.02) say("contrast", `${ratio.toFixed(2)}:1:`, element);
            if (size < 12) say("contrast", `letters of ${size} px:`, element);
        }
        for (const control of all(CONTROLS).filter(shown)) {
            if (control.closest(":disabled, [aria-hidden=true]") || tiny(control) || style(control).opacity === "0") continue;
            const choice = /radio|checkbox/.test(control.type);  // what it is drawn on may be its edge
            const best = Math.max(...edges(control), ...choice ? edges(control.parentElement) : []);
            if (best < 3 && !(style(control).appearance === "auto" && /radio|checkbox|file|range|color/.test(control.type))) {
                say("contrast", `edge of ${best.toFixed(2)}:1:`, control);
            }
        }
    };

    // --- focus ---

    const stops = () => all("a[href], area[href], button, input:not([type=hidden]), select, textarea, summary,"
        + " iframe, audio[controls], video[controls], [tabindex], [contenteditable=true]").filter(element => {
        if (element.tabIndex < 0 || element.matches(":disabled") || element.closest("[inert]") || !shown(element)) return false;
        if (element.parentElement?.isContentEditable) return false; // a link in a text that is being written
        if (element.type !== "radio" || !element.name) return true;
        const group = all(`input[type=radio][name="${CSS.escape(element.name)}"]`).filter(other => other.form === element.form && !other.disabled);
        return element === (group.find(other => other.checked) ?? group[0]);
    });
    const around = element => [element, element.parentElement, element.closest(".choice, label, .field"),
        element.firstElementChild].filter(Boolean);
    const look = element => around(element).map(part => {
        const css = style(part);
        return {part, outline: css.outlineStyle === "none" ? 0 : parseFloat(css.outlineWidth), auto: css.outlineStyle === "auto",
            outlineColor: css.outlineColor, shadow: css.boxShadow, border: css.borderTopColor, width: parseFloat(css.borderTopWidth),
            ground: css.backgroundColor, stroke: css.stroke, strokeWidth: parseFloat(css.strokeWidth), offset: parseFloat(css.outlineOffset)};
    });
    const strong = (colour, part) => {
        const behind = ground(part);
        return !behind || contrast(over(rgba(colour), behind), behind) >= 3;
    };
    const marked = (before, after) => after.some((now, at) => {
        const was = before[at];
        const outer = now.offset < 0 ? now.part : now.part.parentElement;
        if (now.outline >= 2 && (now.outline !== was.outline || now.outlineColor !== was.outlineColor)
            && (now.auto || strong(now.outlineColor, outer))) return true;
        if (now.shadow !== was.shadow) {
            const ring = now.shadow.match(/^(.*\)) 0px 0px 0px (\d+)px/);
            if (ring && ring[2] >= 2 && strong(ring[1], outer)) return true;
        }
        if (now.border !== was.border && now.width >= 2 && contrast(rgba(now.border), rgba(was.border)) >= 3) return true;
        if (now.ground !== was.ground && contrast(over(rgba(now.ground), [255, 255, 255]), over(rgba(was.ground), [255, 255, 255])) >= 3) return true;
        return (now.stroke !== was.stroke || now.strokeWidth !== was.strokeWidth) && now.strokeWidth >= 2 && strong(now.stroke, now.part);
    });
    const order = elements => {
        const still = elements.filter(element => {
            for (let at = element; at && at !== document.body; at = at.parentElement) {
                const {position, overflowY} = style(at);
                if (/fixed|absolute|sticky/.test(position) || /auto|scroll/.test(overflowY) || at.closest("svg")) return false;
            }
            return true;
        });
        const rects = still.map(element => element.getBoundingClientRect());
        for (let at = 1; at < still.length; at++) {
            const [was, now] = [rects[at - 1], rects[at]];
            const sameRow = Math.min(was.bottom, now.bottom) - Math.max(was.top, now.top) > Math.min(was.height, now.height) / 2;
            const sameColumn = Math.min(was.right, now.right) - Math.max(was.left, now.left) > Math.min(was.width, now.width) / 2;
            const back = direction === "rtl" ? now.left >= was.right - 1 : now.right <= was.left + 1;
            const after = `after ${short(still[at - 1]).slice(0, 60)}:`;
            if (sameRow && back) say("order", `goes back in the line ${after}`, still[at]);
            if (sameColumn && now.bottom <= was.top + 1) say("order", `goes up ${after}`, still[at]);
        }
    };
    const focus = () => {
        document.activeElement?.blur();
        const elements = stops();
        order(elements);
        for (const element of elements) {
            const before = look(element);
            element.focus({focusVisible: true});
            if (document.activeElement !== element) {
                say("focus", "cannot get there:", element);
                continue;
            }
            element.getAnimations().forEach(running => running.finish());
            if (element.tagName !== "IFRAME" && !marked(before, look(element))) say("focus", "does not show:", element);
            const key = new KeyboardEvent("keydown", {key: "Tab", code: "Tab", bubbles: true, cancelable: true});
            if (!element.dispatchEvent(key)) say("focus", "is kept:", element);
            const rect = element.getClientRects()[0] ?? element.getBoundingClientRect();
            const label = element.labels?.[0] ?? element.closest(".choice");
            const within = (from, to, end, part) => {
                const [first, last] = [Math.max(from, 0), Math.min(to, end)];
                return first + (last - first) * part;
            };
            if (rect.bottom <= 0 || rect.top >= innerHeight) say("focus", "is out of view:", element);
            else for (const part of [0.1, 0.5, 0.9]) {
                const hit = document.elementFromPoint(within(rect.left, rect.right, innerWidth, part),
                    within(rect.top, rect.bottom, innerHeight, 0.5));
                if (hit && (element.contains(hit) || label?.contains(hit) || hit.contains(element))) continue;
                say("focus", `lies behind ${hit && short(hit).slice(0, 50)}:`, element);
                break;
            }
        }
        document.activeElement?.blur();
        scrollTo(0, 0);
    };

    if (parts.includes("structure")) {
        [languages, outline, contents, forms, mirrored].forEach(check => check());
        if (frame) surround();
    }
    if (parts.includes("layout")) {
        reflow();
        if (least) targets();
    }
    if (parts.includes("colour")) readable();
    if (parts.includes("focus")) focus();
    if (parts.includes("tab")) {  // from here on the caller presses the key, as often as there are stops
        Object.assign(window, {stopsAhead: stops(), stopsMade: []});
        document.addEventListener("focusin", event => window.stopsMade.push(event.target));
        window.stopsAhead[0].focus();
    }
    return found;
}
