// The other side of the comparison: reads one request per line, answers one line each, as graphql-js does.
// Arguments: the schema, and the folder whose node_modules holds graphql. The data is that of FixedData.cs.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const [, , schemaPath, npmFolder] = process.argv;
const {
  buildSchema, execute, getNamedType, getNullableType, isAbstractType, isEnumType, isInputType, isListType, isObjectType, Kind, parse,
  print, specifiedRules, typeFromAST, validate, __InputValue,
} = createRequire(join(npmFolder, 'package.json'))('graphql');

function hash(text) {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  }

  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  return (h ^ (h >>> 12)) >>> 0;
}

const TEXTS = ['', 'plain', 'é', '😀 "quoted" \\', 'a\nb\tc\u0001', '</script>', '\u2028\u007f'];

function outcome(seed, faults) {
  return hash(`${seed}?`) % 100 < faults ? ['null', 'throw', 'wrong'][hash(`${seed}!`) % 3] : 'right';
}

function* broken(items) {
  yield* items;
  throw new Error('The list breaks off.');
}

function value(type, seed, context, isItem) {
  const result = outcome(seed, context.faults);
  type = getNullableType(type);
  if (result === 'null' || (result === 'throw' && isItem)) {
    return null;
  }

  if (result === 'throw') {
    throw new Error('No.');
  }

  const isRight = result === 'right';
  const h = hash(seed);
  if (isListType(type)) {
    const items = Array.from({ length: h % 4 }, (_, i) => value(type.ofType, `${seed}[${i}]`, context, true));
    return isRight ? items : broken(items);
  }

  if (isAbstractType(type)) {
    const types = schema.getPossibleTypes(type).map((t) => t.name).sort();
    return { type: isRight ? types[h % types.length] : undefined, seed };
  }

  if (isObjectType(type)) {
    return isRight ? { type: type.name, seed } : null;
  }

  if (isEnumType(type)) {
    return isRight ? type.getValues()[h % type.getValues().length].name : 'NOT_A_VALUE';
  }

  switch (type.name) {
    case 'Int': return isRight ? h | 0 : 2147483648 + h;
    case 'Float': return isRight ? (h % 100000) / 8 - 5000 : NaN;
    case 'Boolean': return isRight ? h % 2 === 0 : null;
    case 'ID': return isRight ? `id${h}` : null;
    case 'Even': return isRight ? (h % 1000) * 2 : 1;
    case 'Day': return isRight ? `20${10 + (h % 90)}-0${1 + (h % 9)}-1${h % 10}` : 'soon';
    default: return isRight ? TEXTS[h % TEXTS.length] : null;
  }
}

function resolve(source, args, context, info) {
  const { parentType, fieldName } = info;
  if (fieldName === 'echo' && parentType.name === 'Query') {
    return {};
  }

  if (getNamedType(info.returnType).name === 'Json') {
    return args;
  }

  const seed = `${source?.seed ?? context.seed}.${fieldName}`;
  if (parentType.name === 'Mutation' && args.by !== undefined) {
    context.counter += args.by ?? 100;
  }

  if (getNamedType(info.returnType).name === 'Int' && ['Mutation', 'Counter'].includes(parentType.name)) {
    const result = value(info.returnType, seed, context, false);
    return result === null ? null : context.counter;
  }

  return value(info.returnType, seed, context, false);
}

const schema = buildSchema(readFileSync(schemaPath, 'utf8'));
const isEven = (n) => Number.isInteger(n) && Math.abs(n) <= 1e9 && n % 2 === 0;
const isDay = (s) => typeof s === 'string' && /^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$/.test(s);

function check(isGood) {
  return (v) => {
    if (!isGood(v)) {
      throw new Error('Not a value of this scalar.');
    }

    return v;
  };
}

function scalar(name, isGood, kind, read) {
  const type = schema.getType(name);
  type.serialize = type.parseValue = check(isGood);
  type.parseLiteral = (node) => check(isGood)(node.kind === kind ? read(node.value) : undefined);
}

scalar('Even', isEven, Kind.INT, Number);
scalar('Day', isDay, Kind.STRING, String);

// See IntendedDifferences: defaults are shown as the schema writes them.
const shown = __InputValue.getFields().defaultValue.resolve;
__InputValue.getFields().defaultValue.resolve = (v) => (v.astNode?.defaultValue ? print(v.astNode.defaultValue) : shown(v));

// Columns in characters, not UTF-16 units.
function place(body, position) {
  let line = 1;
  let start = 0;
  for (const end of body.matchAll(/\r\n|[\n\r]/g)) {
    if (end.index >= position) {
      break;
    }

    line++;
    start = end.index + end[0].length;
  }

  return `${line}:${[...body.slice(start, position)].length + 1}`;
}

// See IntendedDifferences: a described definition stands where its keyword or name does, and a definition, variable or spread
// where it starts, not where its name does.
function startOf(node) {
  let token = node.loc.startToken;
  if (node.description) {
    token = next(token, 'next');
  }

  const before = node.kind === 'Name' ? next(token, 'prev') : null;
  const isNamePart = ['...', '$'].includes(before?.kind) || ['query', 'mutation', 'subscription', 'fragment'].includes(before?.value);
  return (isNamePart ? before : token).start;
}

function next(token, direction) {
  do {
    token = token[direction];
  } while (token?.kind === 'Comment');
  return token;
}

function describe(error, body) {
  const positions = error.nodes ? error.nodes.filter((n) => n.loc).map(startOf) : (error.positions ?? []);
  return {
    rule: error.rule ?? null,
    path: error.path ?? null,
    locations: positions.map((p) => place(body, p)),
    message: error.message,
  };
}

const ruleOf = new WeakMap();

// See IntendedDifferences: a variable with a default may fill the field of a oneOf object; one error for a variable that
// misses both the type and this; and none for one whose type is not for input, which another rule says.
let misplaced = new Set();

function isIntended(rule, error) {
  if (rule !== 'VariablesInAllowedPositionRule') {
    return false;
  }

  const [definition, usage] = error.nodes;
  if (!isInputType(typeFromAST(schema, definition.type))) {
    return true;
  }

  const key = `${definition.loc.start} ${usage.loc.start}`;
  const isOneOf = error.message.includes('to be used for OneOf Input Object');
  const isRepeated = misplaced.has(key);
  misplaced.add(key);
  return isOneOf && (isRepeated || (definition.defaultValue && definition.defaultValue.kind !== Kind.NULL));
}
// See IntendedDifferences: a bound of introspection is no rule of the specification.
const rules = specifiedRules.filter((r) => r.name !== 'MaxIntrospectionDepthRule').map((rule) => (context) => rule(Object.create(context, {
  reportError: {
    value(error) {
      if (!isIntended(rule.name, error)) {
        ruleOf.set(error, rule.name);
        context.reportError(error);
      }
    },
  },
})));

function answer({ document: body, variables, operationName, seed, faults }) {
  const refuse = (verdict, errors) => ({
    verdict, errors: errors.map((e) => ({ ...describe(e, body), rule: ruleOf.get(e) ?? null })),
  });
  let document;
  try {
    document = parse(body);
  } catch (e) {
    return refuse('syntax', [e]);
  }

  misplaced = new Set();
  const errors = validate(schema, document, rules, { maxErrors: 100000 });
  if (errors.length > 0) {
    return refuse('validation', errors);
  }

  const operations = document.definitions.filter((d) => d.kind === Kind.OPERATION_DEFINITION);
  const chosen = operationName ? operations.find((o) => o.name?.value === operationName) : operations[0];
  if (chosen?.operation === 'subscription') {
    return { verdict: 'subscription', errors: [] };
  }

  const result = execute({
    schema,
    document,
    variableValues: variables ?? {},
    operationName,
    contextValue: { seed, faults, counter: 0 },
    fieldResolver: resolve,
    typeResolver: (v) => v.type,
    options: { maxCoercionErrors: 100000 },
  });
  return result.data === undefined
    ? refuse('request', result.errors)
    : { verdict: 'executed', data: result.data, errors: (result.errors ?? []).map((e) => describe(e, body)) };
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  let reply;
  try {
    reply = answer(JSON.parse(line));
  } catch (e) {
    reply = { verdict: 'crashed', errors: [{ rule: null, path: null, locations: [], message: String(e?.stack ?? e) }] };
  }

  process.stdout.write(`${JSON.stringify(reply)}\n`);
}
