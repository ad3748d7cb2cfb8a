// Asks the API for every administration and writes one JSON line each, in the order of names: the data of the other
// servers. What the API computes (sentence, state, link) is in it ready-made, so that they need not compute it.
// Usage: node export.mjs API_URL FILE
import { createWriteStream } from 'node:fs';

const [url, file] = process.argv.slice(2);
const page = `query ($after: String) {
  administrations(first: 100, after: $after) {
    nodes {
      id name verifiedAt
      types { code }
      commune { departement { code } }
      location { latitude longitude }
      addresses { lines postalCode city }
      openingHours { regular { days opens closes } summary }
      openState { status label }
      channels { kind label value href }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

const out = createWriteStream(file);
let after = null;
do {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: page, variables: { after } }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(JSON.stringify(errors));
  const { nodes, pageInfo } = data.administrations;
  for (const { types, commune, ...node } of nodes) {
    out.write(JSON.stringify({
      ...node,
      types: types.map((type) => type.code),
      departement: commune?.departement?.code ?? null,
    }) + '\n');
  }
  after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
} while (after);
out.end();
