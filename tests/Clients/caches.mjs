// Asks an API for many things, keeps the answers in the caches of Apollo, urql and Relay as they come, and afterwards reads each out again: what differs
// from what the network said was overwritten by another thing. Prints a line of JSON for each cache.
// Usage: node caches.mjs URL NODE_MODULES FOLDER_OF_QUERIES
import assert from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [url, modules, folder] = process.argv.slice(2);
const require = createRequire(`${modules}/`);
const { buildClientSchema, getIntrospectionQuery, isObjectType, Kind, parse, print, visit } = require('graphql');

const post = async (query, variables) => {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await answer.json();
  if (errors) throw new Error(`${JSON.stringify(errors)} for ${query}`);
  return data;
};

// Clients add __typename to every selection but the operation's own.
const typename = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };
const typed = (query) =>
  visit(parse(query), {
    SelectionSet: (set, _, parent) =>
      parent?.kind === Kind.OPERATION_DEFINITION || set.selections.some((one) => one.name?.value === '__typename')
        ? undefined
        : { ...set, selections: [...set.selections, typename] },
  });

const situation = 'key label handledBy { id code label }';
const demarche = `id version title summary audiences keywords themes { id code label parents { id label } } lifeEvents { id code label }
  situations { ${situation} children { ${situation} children { ${situation} } } }
  requiredDocuments { key label detail original copies optional situations { key label } } steps { stage title body situation { key label } }
  handledBy { id code label } related { id title } passages { heading level text situation { key label } }`;
const administration = `id name types { id code } parent { id name } commune { id code name departement { id name region { id name } } }
  notices { key title level entry { id title } } channels { kind value } openState { status label }`;
const queries = [];
const pages = async (list, fields) => {
  const query = `query ($after: String) { ${list.replace(')', ', after: $after)')} { nodes { ${fields} } pageInfo { hasNextPage endCursor } } }`;
  for (let after = null, more = true; more; ) {
    const data = await post(print(typed(query)), { after });
    queries.push({ document: typed(query), variables: { after }, data });
    ({ hasNextPage: more, endCursor: after } = Object.values(data)[0].pageInfo);
  }
};
const once = async (query, variables = {}) => {
  const document = typed(query);
  queries.push({ document, variables, data: await post(print(document), variables) });
};

await pages('demarches(first: 20)', demarche);
await pages('administrations(first: 50)', administration);
await once('{ serviceTypes { id code label } themes { id code label parents { id } } lifeEvents { id label } departements { id name } regions { id name } }');
await once('{ contactReasons { id label children { id label } } }');
await once('{ suggest(prefix: "mairie", first: 20) { kind nodeId label } search(query: "mairie", first: 20) { nodes { ... on Administration { id name } ... on Demarche { id title } } } }');
await once('{ changes(first: 200) { nodes { entryId entry { id ... on Administration { name } ... on Demarche { title } } } endCursor } }');
for (const message of ['J’ai perdu ma carte d’identité à Villeurbanne', 'passeport', 'je déménage', 'permis de conduire']) {
  await once(
    `query ($input: OrientationInput!) { orient(input: $input) { question { key text choices { key label } } candidates { demarche { id title } } requiredDocuments { key label } } }`,
    { input: { message } },
  );
}
const [{ id }] = queries[0].data.demarches.nodes;
await once('query ($id: ID!, $at: DateTime!) { entryAsOf(id: $id, at: $at) { id version ... on Demarche { title } } demarche(id: $id) { id version title } }', {
  id,
  at: new Date().toISOString(),
});
for (const file of readdirSync(folder)) {
  const text = readFileSync(`${folder}/${file}`, 'utf8');
  if (!text.includes('# Variables:')) await once(text);
}

const introspection = await post(getIntrospectionQuery());
const schema = buildClientSchema(introspection);
const types = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) && !type.name.startsWith('__'));
const possibleTypes = Object.fromEntries(introspection.__schema.types.filter((type) => type.possibleTypes).map((type) => [type.name, type.possibleTypes.map((one) => one.name)]));

const apollo = () => {
  const { InMemoryCache } = require('@apollo/client');
  const cache = new InMemoryCache({ possibleTypes });
  return {
    keep: ({ document, variables, data }) => cache.writeQuery({ query: document, variables, data }),
    read: ({ document, variables }) => cache.readQuery({ query: document, variables }),
  };
};

const urql = () => {
  const { Client, fetchExchange } = require('@urql/core');
  const { cacheExchange } = require('@urql/exchange-graphcache');
  let next;
  const keys = Object.fromEntries(types.filter((type) => !type.getFields().id).map((type) => [type.name, () => null]));
  const client = new Client({
    url,
    exchanges: [cacheExchange({ schema: introspection, keys }), fetchExchange],
    fetch: async () => new Response(JSON.stringify({ data: next }), { headers: { 'content-type': 'application/json' } }),
  });
  const ask = async ({ document, variables }, requestPolicy) => {
    const { data, error } = await client.query(document, variables, { requestPolicy }).toPromise();
    if (error) throw error;
    return data;
  };
  return {
    keep: (query) => {
      next = query.data;
      return ask(query, 'network-only');
    },
    read: (query) => ask(query, 'cache-only'),
  };
};

// What relay-compiler would make of a document, to write and to read alike.
const relay = () => {
  const { Environment, Network, RecordSource, Store, createOperationDescriptor } = require('relay-runtime');
  const environment = new Environment({ network: Network.create(() => null), store: new Store(new RecordSource()) });
  const value = (node) => {
    switch (node.kind) {
      case Kind.VARIABLE: return { kind: 'Variable', variableName: node.name.value };
      case Kind.OBJECT: return { kind: 'ObjectValue', fields: node.fields.map((field) => ({ ...value(field.value), name: field.name.value })) };
      case Kind.INT: case Kind.FLOAT: return { kind: 'Literal', value: Number(node.value) };
      case Kind.LIST: return { kind: 'Literal', value: node.values.map((one) => value(one).value) };
      default: return { kind: 'Literal', value: node.value };
    }
  };
  const select = (set, type) =>
    set.selections.map((node) => {
      if (node.kind === Kind.INLINE_FRAGMENT) {
        const inner = node.typeCondition ? schema.getType(node.typeCondition.name.value) : type;
        return { kind: 'InlineFragment', type: inner.name, abstractKey: isObjectType(inner) ? null : `__is${inner.name}`, selections: select(node.selectionSet, inner) };
      }
      const field = node.name.value === '__typename' ? null : type.getFields()[node.name.value];
      const common = { alias: node.alias?.value ?? null, name: node.name.value, storageKey: null, args: node.arguments?.length ? node.arguments.map((one) => ({ ...value(one.value), name: one.name.value })) : null };
      if (!node.selectionSet) return { kind: 'ScalarField', ...common };
      let plural = false;
      let named = field.type;
      for (; named.ofType; named = named.ofType) plural ||= named.constructor.name === 'GraphQLList';
      return { kind: 'LinkedField', ...common, plural, concreteType: isObjectType(named) ? named.name : null, selections: select(node.selectionSet, named) };
    });
  const descriptor = ({ document, variables }) => {
    const [operation] = document.definitions;
    const selections = select(operation.selectionSet, schema.getQueryType());
    const argumentDefinitions = operation.variableDefinitions.map((one) => ({ kind: 'LocalArgument', name: one.variable.name.value, defaultValue: null }));
    const name = operation.name?.value ?? 'Anonymous';
    return createOperationDescriptor(
      {
        kind: 'Request',
        fragment: { kind: 'Fragment', name, type: 'Query', metadata: null, argumentDefinitions, selections },
        operation: { kind: 'Operation', name, argumentDefinitions, selections },
        params: { id: null, cacheID: print(document), name, operationKind: 'query', text: print(document), metadata: {} },
      },
      variables,
    );
  };
  const kept = new Map();
  return {
    keep: (query) => {
      kept.set(query, descriptor(query));
      environment.retain(kept.get(query));
      environment.commitPayload(kept.get(query), query.data);
    },
    read: (query) => environment.lookup(kept.get(query).fragment).data,
  };
};

// Undefined and null prototypes are the clients' own.
const plain = (data) => JSON.parse(JSON.stringify(data ?? null));
for (const [name, make] of Object.entries({ apollo, urql, relay })) {
  const warnings = [];
  console.error = console.warn = (...words) => warnings.push(words.map(String).join(' '));
  const cache = make();
  for (const query of queries) await cache.keep(query);
  const differences = [];
  for (const query of queries) {
    try {
      assert.deepStrictEqual(plain(await cache.read(query)), plain(query.data));
    } catch (error) {
      differences.push(error.message.slice(0, 600));
    }
  }
  console.log(JSON.stringify({ name, queries: queries.length, differences, warnings: [...new Set(warnings)].slice(0, 20) }));
}
