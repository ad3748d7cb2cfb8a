// graphql-yoga over PostgreSQL, with dataloaders made for each request.
// Usage: node yoga-postgres.mjs PORT CONNECTION_STRING
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import DataLoader from 'dataloader';
import { createSchema, createYoga } from 'graphql-yoga';
import { open, resolvers } from './postgres.mjs';

const [port, connection] = process.argv.slice(2);
const database = open(connection);

const yoga = createYoga({
  schema: createSchema({
    typeDefs: readFileSync(new URL('schema.graphql', import.meta.url), 'utf8'),
    resolvers: {
      ...resolvers,
      Query: {
        administration: (_, { id }) => database.administration(id),
        administrations: (_, args) => database.administrations(args),
      },
      Administration: {
        ...resolvers.Administration,
        addresses: ({ id }, _, { loaders }) => loaders.addresses.load(id),
        channels: ({ id }, _, { loaders }) => loaders.channels.load(id),
      },
      OpeningHours: { regular: ({ id }, _, { loaders }) => loaders.regular.load(id) },
    },
  }),
  context: () => ({
    loaders: {
      addresses: new DataLoader(database.addresses),
      channels: new DataLoader(database.channels),
      regular: new DataLoader(database.regular),
    },
  }),
  logging: false,
  graphiql: false,
  landingPage: false,
});
createServer(yoga).listen(Number(port), '127.0.0.1');
