import { Identifiers } from './identifiers';
import { printLiteral } from './print-literal';
import type { ProjectAnswers, ProjectService } from './project-answers';

/** The formatter breaks longer lines. */
const MAX_COLUMNS = 120;
const MAX_RELEASE_COLUMNS = 20;

/** One workload as lines of code, and the constant it stands in when there is a Service in front of it. */
interface Block {
  readonly lines: readonly string[];
  readonly identifier?: string;
  readonly name: string;
}

/** The main.ts of a project, as Biome and Prettier print it at 120 columns. */
export function printMain({
  name,
  services,
  namespace,
}: Pick<ProjectAnswers, 'name' | 'services' | 'namespace'>): string {
  const identifiers = new Identifiers();
  // a service of the same name keeps it for its own constant
  const isShared = services.some((service) => service.name === name);
  const release = identifiers.claim(isShared ? 'release' : name, 'release', MAX_RELEASE_COLUMNS);
  const blocks = services.map((service) => printService(service, release, identifiers));
  return [
    `// The services of ${name}: one image, whose version stands in release.yaml.`,
    "import { App, Release } from 'cdk8s-lockstep';",
    '',
    'const app = new App();',
    ...printRelease(release, name, namespace),
    '',
    ...printWiring(blocks),
    ...blocks.flatMap(({ lines }) => [...lines, '']),
    'app.synth();',
    '',
  ].join('\n');
}

function printRelease(identifier: string, name: string, namespace: string | undefined): string[] {
  const props = ["file: 'release.yaml'", ...(namespace === undefined ? [] : [`namespace: ${printLiteral(namespace)}`])];
  const head = `const ${identifier} = new Release(app, ${printLiteral(name)}, {`;
  const line = `${head} ${props.join(', ')} });`;
  return line.length <= MAX_COLUMNS ? [line] : [head, ...props.map((prop) => `  ${prop},`), '});'];
}

/** How one service finds another, said once, in the names of this file. */
function printWiring(blocks: readonly Block[]): string[] {
  const called = blocks.find(({ identifier }) => identifier !== undefined);
  if (!called || blocks.length < 2) return [];
  const variable = called.name.toUpperCase().replaceAll('-', '_');
  const service = `${called.identifier}Service`;
  return [
    `// Wire services by reference: const ${service} = ${called.identifier}.expose(), and in the env of who calls it`,
    `// ${variable}_HOST: ${service}.name, ${variable}_PORT: ${service}.port`,
    '',
  ];
}

/** A workload, and the Service in front of it when it has a port. */
function printService({ name, command, port }: ProjectService, release: string, identifiers: Identifiers): Block {
  const call = `${release}.deployment(${printLiteral(name)}`;
  const props = [
    ...(command.length === 0 ? [] : printCommand(command)),
    ...(port === undefined ? [] : [`ports: [{ containerPort: ${port} }],`]),
  ];
  if (props.length === 0) return { name, lines: [`${call});`] };
  const open = `${call}, {`;
  const body = [...props.map((prop) => `  ${prop}`), '});'];
  if (port === undefined) return { name, lines: [open, ...body] };
  const identifier = identifiers.claim(name, 'service', MAX_COLUMNS - `const  = ${open}`.length);
  return { name, identifier, lines: [`const ${identifier} = ${open}`, ...body, `${identifier}.expose();`] };
}

/** In one line where it fits below two spaces of indentation, otherwise a word a line. */
function printCommand(command: readonly string[]): string[] {
  const words = command.map(printLiteral);
  const line = `command: [${words.join(', ')}],`;
  return Array.from(line).length + 2 <= MAX_COLUMNS
    ? [line]
    : ['command: [', ...words.map((word) => `  ${word},`), '],'];
}
