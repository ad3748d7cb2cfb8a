// Prints the share of lines that tests reached, by assembly, from Cobertura files: node coverage.mjs FILE...
import { readFileSync } from "node:fs";

const hits = new Map(); // assembly → "file:line" → reached by some test project
for (const file of process.argv.slice(2)) {
  for (const [, name, body] of readFileSync(file, "utf8").matchAll(/<package\b[^>]*?\bname="([^"]*)"[^>]*>([^]*?)<\/package>/g)) {
    const lines = hits.get(name) ?? hits.set(name, new Map()).get(name);
    for (const [, source, content] of body.matchAll(/<class\b[^>]*?\bfilename="([^"]*)"[^>]*>([^]*?)<\/class>/g)) {
      for (const [, number, count] of content.matchAll(/<line number="(\d+)" hits="(\d+)"/g)) {
        const key = `${source}:${number}`;
        lines.set(key, lines.get(key) || count !== "0");
      }
    }
  }
}
for (const [name, lines] of [...hits].sort()) {
  if (lines.size === 0 || /\.Tests$|\.Testing$/.test(name)) continue;
  const reached = [...lines.values()].filter(Boolean).length;
  console.log(`  ${(100 * reached / lines.size).toFixed(1).padStart(5)} %  ${name} (${reached} of ${lines.size} lines)`);
}
