#!/usr/bin/env node
// Writes what the hosts are made of, as CycloneDX 1.6. Usage: scripts/sbom.mjs [FILE]   (default: sbom.cdx.json)
// From what was restored (obj/project.assets.json: exact versions and hashes, packages of packages included) and npm's lock files:
// nothing is asked of a registry. Run after a build.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const read = path => JSON.parse(readFileSync(path, 'utf8'));
const hash = base64 => ({ alg: 'SHA-512', content: Buffer.from(base64, 'base64').toString('hex') });
const components = new Map();
const dependencies = new Map();

function add(ref, component, users) {
  const known = components.get(ref) ?? { type: 'library', 'bom-ref': ref, ...component, purl: ref, properties: [] };
  for (const value of users) {
    if (!known.properties.some(property => property.value === value)) known.properties.push({ name: 'directory:used-by', value });
  }
  // What one host needs is needed, whoever else merely builds with it.
  if (component.scope === 'required') known.scope = 'required';
  components.set(ref, known);
}

// NuGet: each project of src says what it was restored with.
const nuget = id => `pkg:nuget/${id.replace('/', '@')}`;
for (const project of readdirSync(join(root, 'src')).sort()) {
  const path = join(root, 'src', project, 'obj', 'project.assets.json');
  if (!existsSync(path)) {
    if (existsSync(join(root, 'src', project, `${project}.csproj`))) {
      console.error(`src/${project} was not restored: build first (dotnet build Directory.sln).`);
      process.exit(1);
    }
    continue;
  }
  const assets = read(path);
  const target = Object.values(assets.targets)[0];
  for (const [id, library] of Object.entries(assets.libraries)) {
    if (library.type !== 'package') continue;
    const [name, version] = id.split('/');
    // Without anything at run time: analyzers and build tools.
    const runs = Object.keys(target[id]?.runtime ?? {}).concat(Object.keys(target[id]?.runtimeTargets ?? {})).some(file => !file.endsWith('_._'));
    add(nuget(id), { name, version, scope: runs ? 'required' : 'excluded', hashes: [hash(library.sha512)] }, [`src/${project}`]);
    const needs = Object.keys(target[id]?.dependencies ?? {}).map(one => Object.keys(target).find(key => key.toLowerCase().startsWith(`${one.toLowerCase()}/`)));
    dependencies.set(nuget(id), new Set(needs.filter(Boolean).map(nuget)));
  }
}

// npm: what pages are given is needed; what tests, imports of other forms and comparisons use is not.
const npm = (name, version) => `pkg:npm/${name.replace('@', '%40')}@${version}`;
const folders = [['src/Directory.Api/GraphiQL', true], ['src/Directory.Extranet/Dsfr/npm', true], ['scripts/npm', false], ['scripts/npm-clients', false], ['scripts/npm-fiches', false],
  ['scripts/npm-postgres', false]];
for (const [folder, shipped] of folders) {
  for (const [path, entry] of Object.entries(read(join(root, folder, 'package-lock.json')).packages)) {
    if (path === '' || !entry.version) continue;
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    add(npm(name, entry.version), {
      name, version: entry.version, scope: shipped && !entry.dev ? 'required' : 'excluded',
      ...(entry.integrity?.startsWith('sha512-') ? { hashes: [hash(entry.integrity.slice(7))] } : {}),
      ...(entry.license ? { licenses: [/^[\w.+-]+$/.test(entry.license) ? { license: { id: entry.license } } : { expression: entry.license }] } : {}),
    }, [folder]);
  }
}

const sorted = [...components.values()].sort((a, b) => (a.purl < b.purl ? -1 : 1));
const digest = createHash('sha256').update(JSON.stringify(sorted)).digest('hex');
const bom = {
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  // The same for the same parts, so that two builds can be compared.
  serialNumber: `urn:uuid:${digest.slice(0, 8)}-${digest.slice(8, 12)}-5${digest.slice(13, 16)}-a${digest.slice(17, 20)}-${digest.slice(20, 32)}`,
  version: 1,
  metadata: { component: { type: 'application', 'bom-ref': 'directory', name: 'Directory', licenses: [{ license: { id: 'EUPL-1.2' } }] } },
  components: sorted,
  dependencies: [...dependencies].map(([ref, on]) => ({ ref, dependsOn: [...on].sort() })).sort((a, b) => (a.ref < b.ref ? -1 : 1)),
};
const file = process.argv[2] ?? 'sbom.cdx.json';
writeFileSync(file, `${JSON.stringify(bom, null, 2)}\n`);
console.log(`${file}: ${sorted.length} components, ${sorted.filter(one => one.scope === 'required').length} of them at run time`);
