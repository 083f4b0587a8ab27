import { basename, resolve } from 'node:path';
import { type Problem, UserError } from '../errors';
import { dnsLabelFault, toDnsLabel } from '../manifest/dns-name';
import { ImageReference } from '../release/image-reference';
import { findVersionProblem } from '../release/moving-tag';
import { parseService } from './parse-service';
import type { ProjectAnswers, ProjectService } from './project-answers';

/** The answers as they were written, in flags or at a prompt. */
export interface GivenAnswers {
  /** Where the project goes; it gives the name when there is no other. */
  readonly folder: string;
  readonly name?: string | undefined;
  /** `repository:tag` */
  readonly image?: string | undefined;
  /** Each `name[:port][=command]`. */
  readonly services?: readonly string[] | undefined;
  readonly namespace?: string | undefined;
  readonly workflow?: boolean | undefined;
}

/** Hears a problem. */
type Report = (problem: Problem) => void;

/** Understands what was given: every problem, and the answers when there is none and none is missing. */
export function parseAnswers(given: GivenAnswers): { answers?: ProjectAnswers; problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const report: Report = (problem) => problems.push(problem);
  const name = parseName(given, report);
  const image = given.image === undefined ? undefined : parseImage(given.image, report);
  const services = parseServices(given.services ?? [], report);
  const namespace = given.namespace === undefined ? undefined : parseNamespace(given.namespace, report);
  if (problems.length > 0 || name === undefined || image === undefined || services.length === 0) return { problems };
  return { answers: { name, image, services, namespace, workflow: given.workflow }, problems };
}

/** What has to be asked, as a problem that names the flags. */
export function findMissingAnswers({ image, services = [] }: GivenAnswers): Problem[] {
  const missing = [
    ...(image === undefined ? ['--image <repository:tag>'] : []),
    ...(services.length === 0 ? ["--service '<name>=<command>'"] : []),
  ];
  if (missing.length === 0) return [];
  return [
    {
      code: 'INIT_NEEDS_ANSWERS',
      what: `a new project needs ${missing.join(' and ')}`,
      why: 'there is no terminal in which they could be asked for',
      fix: "give them as flags, for example: --image registry.example.com/team/shop:1.4.2 --service 'web:8080=/web'",
    },
  ];
}

function parseName({ name, folder }: GivenAnswers, report: Report): string | undefined {
  if (name !== undefined) return parseLabel('name', name, report);
  const own = basename(resolve(folder));
  const label = toDnsLabel(own);
  if (label === undefined) {
    report({
      code: 'INVALID_NAME',
      what: `the folder '${own}' gives the project no name`,
      why: 'a name is lower case letters, digits and dashes',
      fix: 'give one with --name',
    });
  }
  return label;
}

/** The image of a release: a reference whose version does not move. */
export function parseImage(text: string, report: Report): ImageReference | undefined {
  try {
    const image = ImageReference.parse(text);
    const problem = findVersionProblem(image, {}, `image '${text}'`);
    if (problem) report(problem);
    return image;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    for (const problem of error.problems) report(problem);
    return undefined;
  }
}

/** Services in the order written; a name that stands twice is a problem. */
export function parseServices(texts: readonly string[], report: Report): ProjectService[] {
  const services: ProjectService[] = [];
  for (const text of texts) {
    const service = parseService(text, report);
    if (!service) continue;
    if (services.some(({ name }) => name === service.name)) {
      report({
        code: 'INIT_DUPLICATE_SERVICE',
        what: `service '${text}': there is a service '${service.name}' already`,
        why: 'each becomes a workload of its own name',
        fix: 'rename one of them',
      });
    }
    services.push(service);
  }
  return services;
}

/** The namespace of a release: a DNS label. */
export function parseNamespace(text: string, report: Report): string | undefined {
  return parseLabel('namespace', text, report);
}

function parseLabel(title: string, text: string, report: Report): string | undefined {
  const fault = dnsLabelFault(text);
  if (fault === undefined) return text;
  const label = toDnsLabel(text);
  report({
    code: 'INVALID_NAME',
    what: `${title} '${text}' ${fault}`,
    why: 'Kubernetes takes a DNS label here: lower case letters, digits and dashes',
    fix: label === undefined ? 'give another one' : `did you mean '${label}'?`,
  });
  return undefined;
}
