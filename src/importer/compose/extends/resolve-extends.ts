import { posix } from 'node:path';
import { didYouMean } from '../../../did-you-mean';
import type { ComposeEnvironment } from '../compose-environment';
import type { ProblemList } from '../problem-list';
import { type ComposeEntry, type ComposeMap, findField, mapOf, textOf } from '../yaml/compose-node';
import { readComposeYaml } from '../yaml/read-compose-yaml';
import { mergeNodes } from './merge-nodes';
import { rebasePaths } from './rebase-paths';

/** The services of one file, and the folder of the file, relative to that of the first. */
interface ServiceFile {
  readonly file: string;
  readonly folder: string;
  readonly services: ComposeMap;
}

/** Puts what a service extends into it, be it in the same file or in another one. */
export class ExtendsResolver {
  private readonly files = new Map<string, ServiceFile | undefined>();

  constructor(
    private readonly environment: ComposeEnvironment,
    private readonly problems: ProblemList,
  ) {}

  /** @param services the services of the file that is imported */
  resolve(name: string, services: ComposeMap, file: string): ComposeMap | undefined {
    return this.resolveIn(name, { file, folder: '', services }, []);
  }

  private resolveIn(name: string, from: ServiceFile, chain: readonly string[]): ComposeMap | undefined {
    const own = mapOf(from.services.entries.get(name)?.value);
    const entry = own?.entries.get('extends');
    if (!own || !entry) return own;
    const rest: ComposeMap = { ...own, entries: new Map([...own.entries].filter(([key]) => key !== 'extends')) };
    const named = entry.value.kind === 'map' ? findField(entry.value, 'service') : entry.value;
    const base = textOf(named);
    if (base === undefined) {
      this.problems.add(entry.place, `'extends' of the service '${name}' names no service`, {
        why: 'it puts the fields of another service in this one',
        fix: 'write extends: {service: the-name}, and file: for a service of another file',
      });
      return rest;
    }
    const link = `${from.file} ${name}`;
    if (chain.includes(link)) {
      this.problems.add(entry.place, `the service '${name}' extends itself`, {
        why: 'what it extends leads back to it',
        fix: "take one 'extends' out",
      });
      return rest;
    }
    const path = textOf(mapOf(entry.value) && findField(mapOf(entry.value), 'file'));
    const target = path === undefined ? from : this.findFile(path, from, entry);
    if (!target) return rest;
    if (!target.services.entries.has(base)) {
      const near = didYouMean(base, target.services.entries.keys());
      this.problems.add(entry.place, `the service '${name}' extends '${base}', which is not in ${target.file}`, {
        why: `its services are: ${[...target.services.entries.keys()].join(', ')}`,
        fix: near === undefined ? 'name one of them' : `did you mean '${near}'?`,
      });
      return rest;
    }
    const extended = this.resolveIn(base, target, [...chain, link]);
    if (!extended) return rest;
    return mergeNodes(rebasePaths(extended, posix.relative(from.folder, target.folder)), rest);
  }

  private findFile(path: string, from: ServiceFile, entry: ComposeEntry): ServiceFile | undefined {
    const joined = posix.join(from.folder, path);
    if (this.files.has(joined)) return this.files.get(joined);
    const text = this.environment.readFile(joined);
    const read = text === undefined ? [] : readComposeYaml(text, joined, this.problems);
    const services = mapOf(findField(mapOf(read[0]), 'services'));
    if (!services && this.problems.isEmpty) {
      this.problems.add(
        entry.place,
        `'extends' names the file '${path}', which ${text === undefined ? 'cannot be read' : 'has no services'}`,
        {
          why: 'what the service is made of stands there',
          fix: 'mend the path, or write the fields into this service',
        },
      );
    }
    const file = services && { file: joined, folder: posix.dirname(joined).replace(/^\.$/, ''), services };
    this.files.set(joined, file);
    return file;
  }
}
