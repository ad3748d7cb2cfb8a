// Reads the results of test projects (trx files).
//   node trx.mjs counts FILE       prints "passed failed skipped"
//   node trx.mjs failures FILE...  prints each failure: name, message, where
import { readFileSync } from "node:fs";

const entities = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };
const decode = (text) =>
  text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) =>
    hex ? String.fromCodePoint(parseInt(hex, 16)) : decimal ? String.fromCodePoint(Number(decimal)) : (entities[name] ?? whole));

const attribute = (tag, name) => decode(new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? "");
const element = (body, name) => decode(new RegExp(`<${name}>([^]*?)</${name}>`).exec(body)?.[1] ?? "").trimEnd();

function results(file) {
  const found = [];
  // A result without output is an empty element.
  for (const [, tag, , body = ""] of readFileSync(file, "utf8")
    .matchAll(/<UnitTestResult\b([^>]*?)(\/>|>([^]*?)<\/UnitTestResult>)/g)) {
    found.push({ name: attribute(tag, "testName"), outcome: attribute(tag, "outcome"), body });
  }
  return found;
}

const isPassed = (result) => result.outcome === "Passed";
const isSkipped = (result) => result.outcome === "NotExecuted";
const isFailed = (result) => !isPassed(result) && !isSkipped(result);
const indent = (text, by) => text.split("\n").map((line) => by + line.trimEnd()).join("\n");

const [verb, ...files] = process.argv.slice(2);
if (verb === "counts") {
  const all = results(files[0]);
  console.log([isPassed, isFailed, isSkipped].map((is) => all.filter(is).length).join(" "));
} else {
  for (const failed of files.flatMap(results).filter(isFailed)) {
    console.log(`  ✗ ${failed.name}`);
    console.log(indent(element(failed.body, "Message") || `(${failed.outcome || "no outcome"})`, "      "));
    // The frames of our own code, where the failure is to be looked for.
    const frames = element(failed.body, "StackTrace").split("\n").filter((line) => / in .+:line \d+/.test(line));
    if (frames.length > 0) console.log(indent(frames.slice(0, 3).map((line) => line.trim()).join("\n"), "      "));
  }
}
