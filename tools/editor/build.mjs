// Bundles libraries.js and gathers the licences of what is really in it. See README.md.
//
//     npm ci --ignore-scripts && npm run build [folder]

import {build} from "esbuild";
import {mkdir, readdir, readFile, writeFile} from "node:fs/promises";
import {join, resolve} from "node:path";
import {fileURLToPath} from "node:url";
import {gzipSync} from "node:zlib";

const here = fileURLToPath(new URL(".", import.meta.url));
const target = resolve(process.argv[2] ?? join(here, "../../static/vendor/editor"));

const {metafile, outputFiles: [bundle]} = await build({
  absWorkingDir: here,
  entryPoints: ["libraries.js"],
  bundle: true,
  format: "esm",
  minify: true,
  target: "es2022",
  charset: "utf8",
  legalComments: "none", // all licences stand in LICENSES.txt
  metafile: true,
  write: false,
});
const packages = await bundled(metafile);
const names = packages.map(({name, version}) => `${name} ${version}`).join(", ");
const note = `/* ${names}; MIT and the like, see LICENSES.txt. Made by tools/editor. */\n`;
await mkdir(target, {recursive: true});
await writeFile(join(target, "libraries.js"), note + bundle.text);
await writeFile(join(target, "LICENSES.txt"), packages.map(chapter).join("\n"));
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(0)} kB`;
console.log(`${kilobytes(note.length + bundle.contents.length)}, gz ${kilobytes(gzipSync(bundle.contents).length)}`);

// The packages that contribute at least one byte.
async function bundled({outputs}) {
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
  const used = inputs.filter(([, {bytesInOutput}]) => bytesInOutput > 0).map(([path]) => path);
  const folders = used.map((path) => path.match(/^node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0]);
  return Promise.all([...new Set(folders.filter(Boolean))].sort().map(describe));
}

async function describe(folder) {
  const about = JSON.parse(await readFile(join(here, folder, "package.json"), "utf8"));
  const file = (await readdir(join(here, folder))).find((name) => /^licen[cs]e/i.test(name));
  if (!file) throw new Error(`${about.name}: no licence in the package`);
  const licence = await readFile(join(here, folder, file), "utf8");
  return {name: about.name, version: about.version, kind: about.license, licence};
}

function chapter({name, version, kind, licence}) {
  const title = `${name} ${version} (${kind})`;
  return `${title}\n${"=".repeat(title.length)}\n\n${licence.replace(/\r/g, "").trim()}\n`;
}
