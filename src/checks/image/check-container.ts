import type { Mount } from '../../image/files/image-files';
import type { PlacedManifest } from '../../manifest/manifest';
import type { Finding } from '../finding';
import { containerExecs } from '../launch/container-execs';
import { checkLaunches } from './check-launches';
import { checkUser } from './check-user';
import { findMissingWorkingDir, findReadOnlyVolumes } from './find-folder-problems';
import { findPortRemarks } from './find-port-remarks';
import type { ConfigObjects } from './find-volume-file';
import type { ImageView } from './image-view';
import { type CopiedFile, findingOf, type LaunchContext } from './launch-context';
import { mountsOf } from './mounts-of';
import { type ContainerStart, startOf } from './start-of';
import type { Subject } from './subject';

/** What decides about one container, on one platform of its image. */
export interface ContainerQuestion {
  readonly subject: Subject;
  readonly view: ImageView;
  /** All that are checked together: Services, ConfigMaps. */
  readonly manifests: readonly PlacedManifest[];
  readonly objects: ConfigObjects;
  findCopied(subject: Subject, mount: Mount, rest: string): Promise<CopiedFile | undefined>;
}

/** What came out for one container. */
export interface ContainerCheck {
  readonly findings: readonly Finding[];
  /** Absolute paths of the programs that it is known to start from its image. */
  readonly programs: readonly string[];
}

/**
 * Everything that can be said of one container: its user, its folders and ports, and each program that it is known to
 * start, its exec probes and lifecycle hooks included.
 *
 * @throws ImageFault when a layer that decides cannot be read
 */
export async function checkContainer(question: ContainerQuestion): Promise<ContainerCheck> {
  const { subject, view, manifests, objects } = question;
  const files = view.files(mountsOf(subject));
  const { user, findings } = await checkUser(subject, view);
  const context: LaunchContext = {
    subject,
    view,
    files,
    user,
    objects,
    purpose: undefined,
    findCopied: (mount, rest) => question.findCopied(subject, mount, rest),
  };
  const start = startOf(subject, view, objects);
  const main = await checkMain(context, start);
  const execs = await checkExecs(context, start);
  return {
    findings: [
      ...main.findings,
      ...execs.findings,
      ...findings,
      ...(await findMissingWorkingDir(subject, view, files)),
      ...findReadOnlyVolumes(subject, view),
      ...findPortRemarks(subject, view, manifests),
    ],
    programs: [...main.programs, ...execs.programs],
  };
}

async function checkMain(context: LaunchContext, { main }: ContainerStart): Promise<ContainerCheck> {
  const { subject, view } = context;
  if (main.outcome === 'launch') return await checkLaunches(context, main.launch);
  if (main.outcome === 'invalid') {
    const what = `${subject.who} has a command that Kubernetes does not take`;
    const fix = "write it as a list of texts: ['/program', 'word']";
    const finding = { outcome: 'fail', code: 'IMAGE_COMMAND_INVALID', what, why: main.why, fix } as const;
    return { findings: [findingOf(context, finding)], programs: [] };
  }
  const finding =
    main.outcome === 'nothing'
      ? findingOf(context, {
          outcome: 'fail',
          code: 'IMAGE_COMMAND_MISSING',
          what: `${subject.who} has nothing to start`,
          why: `it has no command, and ${view.name} has neither ENTRYPOINT nor CMD; the runtime says "${main.why}"`,
          fix: "give it a command: ['/program']",
        })
      : findingOf(context, {
          outcome: 'unknown',
          code: 'IMAGE_COMMAND_UNKNOWN',
          what: `${subject.who} starts a program that cannot be told`,
          why: main.why,
          fix: 'write the program itself as its command',
        });
  return { findings: [finding], programs: [] };
}

/** The programs of exec probes and lifecycle hooks, which start in the container as its own program does. */
async function checkExecs(context: LaunchContext, { env, workingDirectory }: ContainerStart): Promise<ContainerCheck> {
  const checks: ContainerCheck[] = [];
  for (const { kind, title, argv, why } of containerExecs(context.subject.container)) {
    const own = { ...context, exec: kind };
    if (argv === undefined) {
      checks.push({ findings: [invalidExec(own, title, why ?? '')], programs: [] });
      continue;
    }
    const launch = { argv, env, workingDirectory, isCertain: true, via: undefined };
    checks.push(await checkLaunches({ ...own, purpose: `its ${title}` }, launch));
  }
  return {
    findings: checks.flatMap(({ findings }) => findings),
    programs: checks.flatMap(({ programs }) => programs),
  };
}

function invalidExec(context: LaunchContext, title: string, why: string): Finding {
  return findingOf(context, {
    outcome: 'fail',
    code: 'IMAGE_COMMAND_INVALID',
    what: `${context.subject.who} has nothing to start as its ${title}`,
    why,
    fix: "give it a command: ['/program']",
  });
}
