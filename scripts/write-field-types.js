// Puts the fields of Kubernetes' types, as kubernetes-types declares them, into a table that `lockstep import` can ask.
// A test holds the table to the declarations.
const { readdirSync, readFileSync, writeFileSync } = require('node:fs');
const { dirname, join, posix, resolve, sep } = require('node:path');

const TYPES = dirname(require.resolve('kubernetes-types/package.json'));
const TABLE = resolve(__dirname, '../src/importer/fields/field-table.ts');

/** The types that import asks for; all types below them come along. */
const ROOTS = [
  ['apps/v1', ['DeploymentSpec', 'StatefulSetSpec', 'DaemonSetSpec']],
  ['autoscaling/v2', ['HorizontalPodAutoscalerSpec']],
  ['batch/v1', ['JobSpec', 'CronJobSpec']],
  ['core/v1', ['Container', 'PodSpec', 'PodTemplateSpec', 'ServicePort', 'ServiceSpec']],
  ['meta/v1', ['LabelSelector', 'ObjectMeta']],
  ['policy/v1', ['PodDisruptionBudgetSpec']],
];

const FIELD =
  /^(?:readonly )?(?<name>[A-Za-z$_][\w$]*|"[^"]+")(?<optional>\?)?: (?<type>[^{};]+|\{ \[name: string\]: [^{};]+; \});/;

/** Every declaration of one file: from name to fields, or to the type that it is another name for. */
function parseDeclarations(text, module) {
  // comments may have anything in them, braces too
  const bare = text.replace(/\/\*.*?\*\//gs, '').replace(/\s+/g, ' ');
  const imports = new Map(
    [...bare.matchAll(/import \{ ([^}]+) \} from "([^"]+)";/g)].flatMap(([, names, from]) =>
      names.split(', ').map((name) => [name, posix.join(posix.dirname(module), from)]),
    ),
  );
  const declarations = [
    ...[...bare.matchAll(/export type (\w+) = ([^;]+);/g)].map(([, name, type]) => ({ name, type })),
    ...[...bare.matchAll(/export interface (\w+) \{((?:[^{}]|\{[^{}]*\})*)\}/g)].map(([, name, body]) => ({
      name,
      fields: parseFields(body.trim(), `${module} ${name}`),
    })),
  ];
  return declarations.map((declaration) => ({ ...declaration, module, imports }));
}

function parseFields(body, place) {
  const fields = [];
  let rest = body;
  while (rest !== '') {
    const found = FIELD.exec(rest);
    if (!found) throw new Error(`${place}: this is no field: ${rest.slice(0, 60)}`);
    const { name, optional, type } = found.groups;
    fields.push({ name: name.replaceAll('"', ''), isRequired: optional === undefined, type });
    rest = rest.slice(found[0].length).trim();
  }
  return fields;
}

const SHORT = /^(?:(?:"[^" ]*"|\w+)(?:\|(?:"[^" ]*"|\w+))*|\w+\[\]|\{\w+\})$/;

/** `Array<T>` as `T[]`, a map of T as `{T}`, and a choice as `a|b`: all that these types are made of. */
function shorten(type) {
  const short = type
    .replace(/^Array<(.+)>$/, '$1[]')
    .replace(/^\{ \[name: string\]: (.+); \}$/, '{$1}')
    .replaceAll(' | ', '|');
  if (!SHORT.test(short)) throw new Error(`the table cannot say this type: ${type}`);
  return short;
}

function namesIn(type) {
  return type.replace(/"[^"]*"/g, '').match(/[A-Z]\w*/g) ?? [];
}

/** The declarations that the roots lead to, by name. */
function readFieldTypes() {
  const known = new Map(
    readdirSync(TYPES, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.d.ts'))
      .flatMap((file) => {
        const module = file.slice(0, -'.d.ts'.length).split(sep).join('/');
        return parseDeclarations(readFileSync(join(TYPES, file), 'utf8'), module);
      })
      .map((declaration) => [`${declaration.module} ${declaration.name}`, declaration]),
  );
  const found = new Map();
  const visit = (module, name) => {
    const declaration = known.get(`${module} ${name}`);
    if (!declaration) throw new Error(`${module} has no type ${name}`);
    if (found.get(name) === declaration) return;
    if (found.has(name)) throw new Error(`${name} is a type of ${module} and of ${found.get(name).module}`);
    found.set(name, declaration);
    const { fields, type, imports } = declaration;
    for (const below of fields?.map((field) => field.type) ?? [type]) {
      for (const each of namesIn(shorten(below))) visit(imports.get(each) ?? module, each);
    }
  };
  for (const [module, names] of ROOTS) for (const name of names) visit(module, name);
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The text of field-table.ts. */
function printFieldTable() {
  const lines = [...readFieldTypes().values()].map(({ name, fields, type }) =>
    fields
      ? [name, ...fields.map((field) => `${field.name}${field.isRequired ? '' : '?'}:${shorten(field.type)}`)].join(' ')
      : `${name} = ${shorten(type)}`,
  );
  const { version } = require('kubernetes-types/package.json');
  return `// Written by scripts/write-field-types.js from kubernetes-types ${version}: never edited.

/** One type in a line, its fields behind it: \`name:type\`, or \`name?:type\` for one that may be left out. */
export const FIELD_TABLE = \`
${lines.join('\n')}
\`;
`;
}

module.exports = { printFieldTable, readFieldTypes };

if (require.main === module) writeFileSync(TABLE, printFieldTable());
