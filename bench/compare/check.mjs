// Compares what a server answered with what the API answered; PostGraphile's names are first put back into ours.
// A state may turn while the servers run: in states, only the presence counts. Usage: node check.mjs EXPECTED GOT
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';

const [expected, got] = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8')));
if (!got.data || got.errors) throw new Error(JSON.stringify(got).slice(0, 500));

function administration(node) {
  if (!node || !('regularPeriodsByAdministrationId' in node)) return node;
  const { addressesByAdministrationId: addresses, regularPeriodsByAdministrationId: regular, channelsByAdministrationId: channels,
    hasHours, summary, status, statusLabel, ...rest } = node;
  return {
    ...rest,
    ...(addresses && { addresses: addresses.nodes }),
    openingHours: hasHours ? { regular: regular.nodes, summary } : null,
    ...(status && { openState: { status, label: statusLabel } }),
    channels: channels.nodes,
  };
}

function inOurNames({ administrationById, nearestAdministrations, allAdministrations, ...ours }) {
  if (administrationById) return { administration: administration(administrationById) };
  if (allAdministrations) {
    return { administrations: { ...allAdministrations, nodes: allAdministrations.nodes.map(administration) } };
  }
  if (nearestAdministrations) {
    const edges = nearestAdministrations.nodes.map(({ distanceMeters, administrationByAdministrationId: node }) =>
      ({ distanceMeters, node: administration(node) }));
    return { administrations: { edges } };
  }
  return ours;
}

// Without states, and with keys in one order.
const plain = (data) => JSON.parse(JSON.stringify(data, (key, value) => key === 'openState' ? Boolean(value) : value));
if (!isDeepStrictEqual(plain(expected.data), plain(inOurNames(got.data)))) {
  throw new Error(`The answers differ: ${JSON.stringify(plain(inOurNames(got.data))).slice(0, 1500)}`);
}
