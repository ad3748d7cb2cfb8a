// Runs graphql-http's audits of a server and prints each result as a line of JSON.
// Usage: node audit.mjs URL NODE_MODULES
import { createRequire } from 'node:module';

const [url, modules] = process.argv.slice(2);
const { auditServer } = createRequire(`${modules}/`)('graphql-http');
for (const { id, name, status, reason } of await auditServer({ url })) {
  console.log(JSON.stringify({ id, name, status, reason: reason ?? null }));
}
