"""Fetches the front-end packages we ship and writes them to static/vendor/.

Run by hand when a version changes; the result is committed, so nobody else needs npm:

    python tools/vendor.py

Each tarball must match its SHA-512 below. KERN is changed on the way: unused components go, and
physical directions become logical ones, because KERN as published does not work right to left. The
editor's libraries have a lock of their own: tools/editor/README.md.
"""

import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

VENDOR = Path(__file__).resolve().parent.parent / "static" / "vendor"
EDITOR = Path(__file__).resolve().parent / "editor"


@dataclass(frozen=True)
class Package:
    name: str
    version: str
    sha512: str


KERN = Package(
    "@kern-ux/native",
    "2.7.2",
    "4cdd0ca9b6aca7b4b520eaaead789c91d7bc3038f98487204f8b377f58b7df0c"
    "afda25600357533bf1684328baae033d2984d8908b6197d93bda0edf05452f1e",
)
HTMX = Package(
    "htmx.org",
    "2.0.11",
    "4e1c7f5ada5e390a92aea042c3f0357301891a0e14ad56b7fac5b41a6accde9e"
    "202603bcf5e707e2ab5b9f2cc30d616f053aa39c83028042d336deb7e9db5a98",
)
FIRA = Package(
    "@fontsource/fira-sans",
    "5.3.0",
    "cf548a486ede4619b7b2b95beeb4378fbed03f84cfece171099e3051684276df"
    "b784e17d2b4032bf26e902ccfaf8958d702555ec0a82edd6ce4f77baecfdabe4",
)
VAZIRMATN = Package(
    "@fontsource-variable/vazirmatn",
    "5.3.0",
    "640ebc5bc2476cc74dcf3c23607516281d8f1f6d90a713449e4d2e91c5ccf978"
    "aa60c57a65625900ab8d5dcacc476263b88030b1f014dca9270973c8eb05d4bf",
)
ETHIOPIC = Package(
    "@fontsource/noto-sans-ethiopic",
    "5.3.0",
    "8af5cf931e46ae1b1efb4184c9e750cac0c8e6f48c50878334185ebfa3887125"
    "fa5b200fb6fbad53f0925aa7f6c2febb3ce9ef43441a43c02adfabf2f567d9a7",
)

# Cuts in use; Cyrillic serves Ukrainian and Russian, latin-ext Polish, Turkish, Romani and others.
FONT_FACES = [
    (FIRA, "400.css", "fira-sans", ("latin", "latin-ext", "cyrillic"), "400"),
    (FIRA, "600.css", "fira-sans", ("latin", "latin-ext", "cyrillic"), "600"),
    (VAZIRMATN, "index.css", "vazirmatn", ("arabic",), "wght"),
    # One cut, 75 KB: browsers make the bold one of it, and a first view stays small.
    (ETHIOPIC, "400.css", "noto-sans-ethiopic", ("ethiopic",), "400"),
]

# Form fields are ours (static/hilfelotse/forms.css): KERN's move on hover and are under 44 pixels.
COMPONENTS = ("icon", "btn", "label", "progress")
ICONS = (
    "account-circle add arrow-back arrow-forward autorenew calendar-today check checklist "
    "chevron-left chevron-right close danger delete download easy-language edit help home info "
    "language logout mail open-in-new search sign-language success warning"
).split()
ICON_SIZES = ("small", "default", "large", "x-large")
UNUSED_PALETTES = ("limette", "yellow", "brand-colorpalette", "grey")

LAYER_SELECTOR = (
    ":is(body, .kern-light, .kern-dark, [data-kern-theme=light], [data-kern-theme=dark])"
    ":not([class*=kern-level-])"
)

MIRRORED = """
[dir=rtl] .kern-icon--arrow-back,
[dir=rtl] .kern-icon--arrow-forward,
[dir=rtl] .kern-icon--chevron-left,
[dir=rtl] .kern-icon--chevron-right { transform: scaleX(-1); }
"""

KERN_NOTE = """\
/* KERN UX native {version}, EUPL-1.2, see LICENSE.md. Changed for Hilfelotse by tools/vendor.py:
   unused components, icons and palettes removed; physical directions replaced by logical ones;
   rules for right-to-left pages added; icon colours in forced-colors mode removed. */
"""

SIDES = {"left": "inline-start", "right": "inline-end", "top": "block-start", "bottom": "block-end"}
CORNERS = {
    "top-left": "start-start",
    "top-right": "start-end",
    "bottom-left": "end-start",
    "bottom-right": "end-end",
}


def fetch(package, into):
    """Download and unpack one package; refuses a tarball whose checksum differs."""
    command = ["npm", "pack", "--silent", f"{package.name}@{package.version}"]
    subprocess.run(command, cwd=into, check=True, stdout=subprocess.DEVNULL)
    (tarball,) = into.glob("*.tgz")
    if hashlib.sha512(tarball.read_bytes()).hexdigest() != package.sha512:
        sys.exit(f"{package.name}@{package.version}: checksum differs, nothing written")
    with tarfile.open(tarball) as archive:
        archive.extractall(into, filter="data")
    return into / "package"


def statements(css):
    """Split a style sheet into (prelude, body) pairs; body is None for lines like `@charset`."""
    start = depth = 0
    prelude = ""
    quote = ""
    for position, char in enumerate(css):
        if quote:
            quote = "" if char == quote else quote
        elif char in "\"'":
            quote = char
        elif char == "{":
            if depth == 0:
                prelude, start = css[start:position].strip(), position + 1
            depth += 1
        elif char == "}":
            depth -= 1
            if depth == 0:
                yield prelude, css[start:position].strip()
                start = position + 1
        elif char == ";" and depth == 0:
            start = position + 1


def split_outside_brackets(text, separator):
    """Split where the separator is not inside brackets, quotes or a url()."""
    parts, depth, current, quote = [], 0, "", ""
    for char in text:
        if quote:
            quote = "" if char == quote else quote
        elif char in "\"'":
            quote = char
        elif char in "([":
            depth += 1
        elif char in ")]":
            depth -= 1
        if char == separator and depth == 0 and not quote:
            parts.append(current.strip())
            current = ""
        else:
            current += char
    return [part for part in [*parts, current.strip()] if part]


def is_used(selector):
    """Whether a selector concerns only what we use."""
    if "data-kern-theme" in selector:
        return False
    return all(map(is_used_class, re.findall(r"\.kern-([\w-]+)", selector)))


def is_used_class(name):
    if name.startswith("icon--"):
        return name.removeprefix("icon--") in (*ICONS, *ICON_SIZES)
    block = re.split(r"__|--", name)[0]
    return block in COMPONENTS


def is_used_token(declaration):
    return not declaration.startswith(tuple(f"--kern-color-{name}" for name in UNUSED_PALETTES))


def keep_used(css, *, forced_colors=False):
    """The part of a style sheet we use, made logical."""
    kept = []
    for prelude, body in statements(css):
        if prelude.startswith("@"):
            if inner := keep_used(body, forced_colors="forced-colors" in prelude):
                kept.append(f"{prelude} {{\n{inner}\n}}")
            continue
        selectors = [part for part in split_outside_brackets(prelude, ",") if is_used(part)]
        if forced_colors:
            # KERN paints icons white here, which is invisible on a white system background.
            selectors = [part for part in selectors if ".kern-icon" not in part]
        declarations = [
            logical(part) for part in split_outside_brackets(body, ";") if is_used_token(part)
        ]
        if selectors and declarations:
            kept.append("{} {{ {}; }}".format(", ".join(selectors), "; ".join(declarations)))
    return "\n".join(kept)


def logical(declaration):
    """One declaration with logical instead of physical directions."""
    name, _, value = (part.strip() for part in declaration.partition(":"))
    name, value = logical_name(name), logical_value(name, value)
    if name in ("margin", "padding"):
        parts = split_outside_brackets(value.removesuffix("!important"), " ")
        if len(parts) == 4 and parts[1] != parts[3]:
            top, end, bottom, start = parts
            return f"{name}-block: {top} {bottom}; {name}-inline: {start} {end}"
    return f"{name}: {value}"


def logical_name(name):
    if name in ("left", "right"):
        return f"inset-{SIDES[name]}"
    if match := re.fullmatch(r"border-(top-left|top-right|bottom-left|bottom-right)-radius", name):
        return f"border-{CORNERS[match[1]]}-radius"
    if match := re.fullmatch(r"(margin|padding|border)-(left|right)(-\w+)?", name):
        return f"{match[1]}-{SIDES[match[2]]}{match[3] or ''}"
    return name


def logical_value(name, value):
    if name == "text-align":
        return {"left": "start", "right": "end"}.get(value, value)
    if name in ("float", "clear"):
        return {"left": "inline-start", "right": "inline-end"}.get(value, value)
    return value


def write_kern(source):
    target = VENDOR / "kern"
    target.mkdir()
    css = re.sub(r"/\*.*?\*/", "", (source / "dist" / "kern.css").read_text(), flags=re.DOTALL)
    # The one place where the tokens reach the page; we have no theme switch, so only body is left.
    css = css.replace(LAYER_SELECTOR, "body")
    note = KERN_NOTE.format(version=KERN.version)
    (target / "kern.css").write_text(f"{note}{keep_used(css)}\n{MIRRORED}")
    shutil.copy(source / "LICENSE.md", target)


def write_htmx(source):
    target = VENDOR / "htmx"
    target.mkdir()
    shutil.copy(source / "dist" / "htmx.min.js", target)
    shutil.copy(source / "LICENSE", target)


def write_fonts(sources):
    target = VENDOR / "fonts"
    target.mkdir()
    faces = []
    for package, sheet, family, subsets, weight in FONT_FACES:
        source = sources[package]
        shutil.copy(source / "LICENSE", target / f"LICENSE-{family}")
        css = (source / sheet).read_text()
        for subset in subsets:
            name = f"{family}-{subset}-{weight}-normal"
            shutil.copy(source / "files" / f"{name}.woff2", target)
            faces.append(font_face(css, name))
    # In one style sheet with KERN: each file is a request.
    with (VENDOR / "kern" / "kern.css").open("a") as sheet:
        sheet.write("\n" + "\n".join(faces))


def font_face(css, name):
    """The @font-face block of one cut, with the woff2 file beside it as its only source."""
    block = re.search(rf"/\* {name} \*/\s*(@font-face \{{.*?\}})", css, flags=re.DOTALL)[1]
    return re.sub(r"src: .*?;", f'src: url("../fonts/{name}.woff2") format("woff2");', block) + "\n"


def write_editor(into):
    """Bundle what its lock says, away from the sources: node_modules would stay there."""
    folder = shutil.copytree(EDITOR, into / "editor", ignore=shutil.ignore_patterns("node_modules"))
    subprocess.run(["npm", "ci", "--silent", "--ignore-scripts"], cwd=folder, check=True)
    command = ["npm", "run", "--silent", "build", "--", str(VENDOR / "editor")]
    subprocess.run(command, cwd=folder, check=True)


def main():
    with tempfile.TemporaryDirectory() as temporary:
        sources = {}
        for package in (KERN, HTMX, FIRA, VAZIRMATN, ETHIOPIC):
            folder = Path(temporary) / package.name.replace("/", "-")
            folder.mkdir()
            sources[package] = fetch(package, folder)
        shutil.rmtree(VENDOR, ignore_errors=True)
        VENDOR.mkdir(parents=True)
        write_kern(sources[KERN])
        write_htmx(sources[HTMX])
        write_fonts(sources)
        write_editor(Path(temporary))


if __name__ == "__main__":
    main()
