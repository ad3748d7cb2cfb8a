// mercurius with JIT over PostgreSQL, its own loaders gathering the ids of a level.
// Usage: node mercurius-postgres.mjs PORT CONNECTION_STRING
import { readFileSync } from 'node:fs';
import Fastify from 'fastify';
import mercurius from 'mercurius';
import { open, resolvers } from './postgres.mjs';

const [port, connection] = process.argv.slice(2);
const database = open(connection);
const load = (many) => (queries) => many(queries.map(({ obj }) => obj.id));

const app = Fastify({ logger: false });
app.register(mercurius, {
  schema: readFileSync(new URL('schema.graphql', import.meta.url), 'utf8'),
  resolvers: {
    ...resolvers,
    Query: {
      administration: (_, { id }) => database.administration(id),
      administrations: (_, args) => database.administrations(args),
    },
  },
  // "cache: false": the rows loaded differ by request, and keys are ids; what is left out is a cache per request.
  loaders: {
    Administration: {
      addresses: { loader: load(database.addresses), opts: { cache: false } },
      channels: { loader: load(database.channels), opts: { cache: false } },
    },
    OpeningHours: { regular: { loader: load(database.regular), opts: { cache: false } } },
  },
  jit: 1,
  graphiql: false,
});
await app.listen({ port: Number(port), host: '127.0.0.1' });
