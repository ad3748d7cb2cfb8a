// mercurius with JIT, its data in memory: objects found by id, by département and in a grid of a tenth of a degree.
// Usage: node mercurius-memory.mjs PORT DATA_FILE
import { readFileSync } from 'node:fs';
import Fastify from 'fastify';
import mercurius from 'mercurius';
import { distanceMetres } from './distance.mjs';

const [port, file] = process.argv.slice(2);
const all = readFileSync(file, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line));
const byId = new Map(all.map((administration) => [administration.id, administration]));
const byDepartement = Map.groupBy ? Map.groupBy(all, (a) => a.departement) : group(all, (a) => a.departement);

const CELL = 0.1;
const cellOf = (latitude, longitude) => `${Math.floor(latitude / CELL)};${Math.floor(longitude / CELL)}`;
const grid = group(all.filter((a) => a.location), (a) => cellOf(a.location.latitude, a.location.longitude));

function group(items, keyOf) {
  const groups = new Map();
  for (const item of items) {
    const key = keyOf(item);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(item);
  }
  return groups;
}

function hasType(administration, types) {
  return !types || administration.types.some((type) => types.includes(type));
}

// Rings of cells around the point, until no cell further out can hold anything nearer.
function nearest({ point, radius }, types, first) {
  const hits = [];
  const row = Math.floor(point.latitude / CELL);
  const column = Math.floor(point.longitude / CELL);
  const cellMetres = CELL * 111195 * Math.cos(point.latitude * Math.PI / 180);
  for (let ring = 0; (ring - 1) * cellMetres <= radius; ring++) {
    for (let y = row - ring; y <= row + ring; y++) {
      const step = Math.abs(y - row) === ring ? 1 : Math.max(2 * ring, 1);
      for (let x = column - ring; x <= column + ring; x += step) {
        for (const node of grid.get(`${y};${x}`) ?? []) {
          const metres = hasType(node, types) ? distanceMetres(point, node.location) : Infinity;
          if (metres <= radius) hits.push({ metres, node });
        }
      }
    }
    hits.sort((a, b) => a.metres - b.metres);
    if (hits.length > first && hits[first].metres <= ring * cellMetres) break;
  }
  return hits;
}

const resolvers = {
  Query: {
    administration: (_, { id }) => byId.get(id) ?? null,
    administrations(_, { filter, near, first }) {
      if (near) {
        const hits = nearest(near, filter?.types, first);
        return { hits: hits.slice(0, first), hasNextPage: hits.length > first };
      }
      const list = filter?.departement ? byDepartement.get(filter.departement) ?? [] : all;
      const found = [];
      for (let i = 0; i < list.length && found.length <= first; i++) {
        if (hasType(list[i], filter?.types)) found.push({ node: list[i] });
      }
      return { hits: found.slice(0, first), hasNextPage: found.length > first };
    },
  },
  AdministrationConnection: {
    edges: (page) => page.hits,
    nodes: (page) => page.hits.map((hit) => hit.node),
    pageInfo: (page) => page,
  },
  AdministrationEdge: {
    distanceMeters: (hit) => hit.metres === undefined ? null : Math.round(hit.metres),
  },
};

const app = Fastify({ logger: false });
app.register(mercurius, {
  schema: readFileSync(new URL('schema.graphql', import.meta.url), 'utf8'),
  resolvers,
  jit: 1,
  graphiql: false,
});
await app.listen({ port: Number(port), host: '127.0.0.1' });
