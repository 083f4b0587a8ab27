import type { Readable, Writable } from 'node:stream';
import type { Problem } from '../errors';
import { type GivenAnswers, parseImage, parseNamespace, parseServices } from './parse-answers';

/** Where the questions appear and where the answers come from. */
export interface Terminal {
  readonly input: Readable;
  readonly output: Writable;
}

/**
 * Asks for what was not given: the image, the services one by one, the namespace. What is wrong is said at once, and
 * asked again. Undefined when the person gives up (Ctrl-C).
 */
export async function askAnswers(given: GivenAnswers, terminal: Terminal): Promise<GivenAnswers | undefined> {
  const { isCancel, text } = await import('@clack/prompts');
  const ask = async (message: string, placeholder: string, validate: (text: string) => string | undefined) => {
    const answer = await text({ ...terminal, message, placeholder, validate: (value = '') => validate(value.trim()) });
    return isCancel(answer) ? undefined : (answer ?? '').trim();
  };

  const image =
    given.image ??
    (await ask('Which image do all services run?', 'registry.example.com/team/shop:1.4.2', (answer) =>
      firstFault((report) => parseImage(answer, report)),
    ));
  if (image === undefined) return undefined;

  const services = [...(given.services ?? [])];
  while ((given.services ?? []).length === 0) {
    const message = services.length === 0 ? 'A service, as name:port=command' : 'Another service, or Enter to go on';
    const service = await ask(message, 'web:8080=/web --verbose', (answer) =>
      answer === '' && services.length > 0
        ? undefined
        : firstFault((report) => parseServices([...services, answer], report)),
    );
    if (service === undefined) return undefined;
    if (service === '') break;
    services.push(service);
  }

  const namespace =
    given.namespace ??
    (await ask('Which namespace? Enter for none', '', (answer) =>
      answer === '' ? undefined : firstFault((report) => parseNamespace(answer, report)),
    ));
  if (namespace === undefined) return undefined;
  return { ...given, image, services, namespace: namespace === '' ? undefined : namespace };
}

function firstFault(parse: (report: (problem: Problem) => void) => unknown): string | undefined {
  const problems: Problem[] = [];
  parse((problem) => problems.push(problem));
  const [first] = problems;
  return first && `${first.what}; ${first.why}`;
}
