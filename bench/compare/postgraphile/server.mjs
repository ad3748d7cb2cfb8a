// PostGraphile over the same tables, with the names of its own conventions. Version 4: the next one needs Node 22.
// Usage: node postgraphile/server.mjs PORT CONNECTION_STRING
import { createServer } from 'node:http';
import { createRequire } from 'node:module';

// The caches of what it has read and checked are on only where this is "production".
process.env.NODE_ENV = 'production';
const { postgraphile } = createRequire(import.meta.url)('postgraphile');

const [port, connectionString] = process.argv.slice(2);
createServer(postgraphile({ connectionString, max: 16 }, 'public', {
  disableDefaultMutations: true,
  disableQueryLog: true,
  graphiql: false,
  setofFunctionsContainNulls: false,
})).listen(Number(port), '127.0.0.1');
