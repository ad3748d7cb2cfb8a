#!/usr/bin/env node
// Looks for secrets in the tree, or in all that git remembers. Usage: scripts/secrets.mjs [--history] [FOLDER]
// Exit codes: 0 none, 1 some, 2 wrong usage. What is found is shown by its first letters only.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAX_BYTES = 2 << 20; // larger files are data
const args = process.argv.slice(2);
const history = args[0] === '--history' && Boolean(args.shift());
if (args.length > 1 || args[0]?.startsWith('-')) {
  console.error('Usage: scripts/secrets.mjs [--history] [FOLDER]');
  process.exit(2);
}

const root = resolve(args[0] ?? join(dirname(fileURLToPath(import.meta.url)), '..'));
const git = (...command) => execFileSync('git', ['-C', root, ...command], { encoding: 'utf8', maxBuffer: 1 << 30 });

// What keys look like by their form alone; then what is given to a name that says secret and looks like chance.
const FORMS = [
  ['private key', /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----/],
  ['AWS key', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/],
  ['GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{50,})/],
  ['GitLab token', /\bglpat-[A-Za-z0-9_-]{20,}/],
  ['npm token', /\bnpm_[A-Za-z0-9]{36}\b/],
  ['NuGet key', /\boy2[a-z0-9]{43}\b/],
  ['Slack token', /\bxox[abprs]-[A-Za-z0-9-]{10,}/],
  ['Google key', /\bAIza[0-9A-Za-z_-]{35}\b/],
  ['Stripe key', /\b[rs]k_live_[0-9A-Za-z]{20,}/],
  ['signed token', /\beyJ[A-Za-z0-9_-]{15,}\.eyJ[A-Za-z0-9_-]{15,}\.[A-Za-z0-9_-]{20,}/],
  ['password in an address', /\b[a-z][a-z0-9+.-]{2,20}:\/\/[^\s:\/@'"<>${}]{1,60}:([^\s:\/@'"<>${}]{6,100})@/],
];
const NAMED = /(?:passw(?:or)?d|pwd|secret|token|api_?key|client_?secret|access_?key|connection_?string)["']?\s*(?::|=>?|\()\s*["'`]([^"'`\s${}<>]{12,200})["'`]/gi;
const CONNECTION = /(?:^|[;"'\s])(?:password|pwd)=([^;"'\s${}<>]{6,100})/gi;

// Bits a character: words of a language stay below, random letters above.
const entropy = text => {
  const counts = new Map();
  for (const one of text) counts.set(one, (counts.get(one) ?? 0) + 1);
  return -[...counts.values()].reduce((sum, count) => sum + (count / text.length) * Math.log2(count / text.length), 0);
};
const looksRandom = text => entropy(text) >= 3.4 && /[0-9]/.test(text) && /[A-Za-z]/.test(text);

function* secretsIn(line) {
  for (const [kind, form] of FORMS) {
    const match = form.exec(line);
    if (match && (match[1] === undefined || looksRandom(match[1]))) yield [kind, match[1] ?? match[0]];
  }
  for (const [kind, form] of [['named secret', NAMED], ['password of a connection', CONNECTION]]) {
    for (const match of line.matchAll(form)) if (looksRandom(match[1])) yield [kind, match[1]];
  }
}

// path, a tab, a part of the line, a tab, why it is none.
const list = join(dirname(fileURLToPath(import.meta.url)), 'secrets-allowed.tsv');
const allowed = readFileSync(list, 'utf8').split('\n').filter(line => line && !line.startsWith('#')).map(line => line.split('\t'));
for (const entry of allowed) {
  if (entry.length !== 3 || entry.some(part => !part)) {
    console.error(`scripts/secrets-allowed.tsv: "${entry.join(' ')}" has no path, part and reason between tabs.`);
    process.exit(2);
  }
}
const isAllowed = (path, line) => allowed.some(([where, part]) => path === where && line.includes(part));

const found = [];
function look(path, line, place) {
  for (const [kind, value] of secretsIn(line)) {
    if (!isAllowed(path, line)) found.push(`${path}:${place}: ${kind}, ${value.slice(0, 4)}…`);
  }
}

if (history) {
  let [path, commit] = ['', ''];
  for (const line of git('log', '--all', '-p', '--unified=0', '--no-color', '--format=commit %h').split('\n')) {
    if (line.startsWith('commit ')) commit = line.slice(7);
    else if (line.startsWith('+++ ')) path = line.slice(6);
    else if (line.startsWith('+') && line.length < MAX_BYTES) look(path, line.slice(1), commit);
  }
} else {
  for (const path of git('ls-files', '-z', '--cached', '--others', '--exclude-standard').split('\0').filter(Boolean)) {
    const file = join(root, path);
    if (!existsSync(file) || !statSync(file).isFile() || statSync(file).size > MAX_BYTES) continue;
    const text = readFileSync(file);
    if (text.includes(0)) continue; // no text
    text.toString('utf8').split('\n').forEach((line, index) => look(path, line, index + 1));
  }
}

for (const one of [...new Set(found)].slice(0, 50)) console.error(one);
if (found.length > 0) {
  console.error(`${found.length} secrets. Take them out and change them; what is none goes in scripts/secrets-allowed.tsv, with the reason.`);
  process.exit(1);
}
