import { findUser, type UserAnswer } from '../../image/users/find-user';
import { MAX_ID } from '../../image/users/parse-id';
import { asFields } from '../../manifest/manifest';
import type { Finding } from '../finding';
import { hasCapability } from './capabilities';
import type { ImageView } from './image-view';
import { type ContainerUser, findingOf } from './launch-context';
import type { Subject } from './subject';

/** Who a container runs as, and what the kubelet and the runtime have against it. */
export interface UserCheck {
  /** Undefined where it cannot be told, or where nobody is known by that name. */
  readonly user: ContainerUser | undefined;
  readonly findings: readonly Finding[];
}

/**
 * Checks the user of a container: that the image knows it, and that it is no root where `runAsNonRoot` forbids that.
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
 */
export async function checkUser(subject: Subject, view: ImageView): Promise<UserCheck> {
  const pod = asFields(subject.podSpec.securityContext);
  const own = asFields(subject.container.securityContext);
  const setting = (field: string) => own[field] ?? pod[field];
  const runAsUser = toId(setting('runAsUser'));
  const ids = { runAsUser: setting('runAsUser'), runAsGroup: setting('runAsGroup'), fsGroup: pod.fsGroup };
  const context = { subject, view };
  const fail = (code: string, what: string, why: string, fix: string) =>
    findingOf(context, { outcome: 'fail', code, what: `${subject.who} ${what}`, why, fix });
  const unknown = (why: string, fix: string) =>
    findingOf(context, {
      outcome: 'unknown',
      code: 'IMAGE_USER_UNKNOWN',
      what: `${subject.who} runs as a user that cannot be told`,
      why,
      fix,
    });
  const [wrong] = Object.entries(ids).filter(([, id]) => (id ?? undefined) !== undefined && toId(id) === undefined);
  if (wrong) {
    const [field, id] = wrong;
    const why = `its ${field} is ${JSON.stringify(id)}, and Kubernetes takes whole numbers from 0 to ${MAX_ID} only`;
    return { user: undefined, findings: [unknown(why, `give ${field} such a number, without quotes`)] };
  }
  const { user: configUser } = view.config;
  if (runAsUser === undefined && 'unknown' in configUser) {
    const isAsked = setting('runAsNonRoot') === true;
    return { user: undefined, findings: isAsked ? [unknown(configUser.unknown, 'give runAsUser a number')] : [] };
  }
  const imageUser = 'value' in configUser ? configUser.value : '';
  const findings: Finding[] = [];
  const checkRoot = (uid: number | undefined) => {
    const problem = setting('runAsNonRoot') === true ? rootProblem(runAsUser, imageUser, uid, view.name) : undefined;
    if (problem) findings.push(fail(problem.code, problem.what, problem.why, problem.fix));
  };
  const keeps = hasCapability(own, 'DAC_OVERRIDE');
  // what groups root has changes nothing, and asking for them takes layers that nothing else needs
  if (keeps && (runAsUser ?? toNumber(imageUser)) === 0) {
    checkRoot(0);
    return { user: { uid: 0, gids: [0], hasOverride: true, isStartedWithOverride: true }, findings };
  }
  const answer: UserAnswer = await findUser(
    {
      configUser: imageUser,
      runAsUser,
      runAsGroup: toId(ids.runAsGroup),
      supplementalGroups: toIds(pod.supplementalGroups),
      fsGroup: toId(ids.fsGroup),
      supplementalGroupsPolicy: pod.supplementalGroupsPolicy === 'Strict' ? 'Strict' : 'Merge',
    },
    // the runtime looks users up before it mounts anything
    view.files([]),
  );
  checkRoot(answer.outcome === 'known' ? answer.uid : undefined);
  if (answer.outcome === 'fail') {
    findings.push(
      fail(
        'IMAGE_USER_MISSING',
        `runs as '${imageUser}', whom ${view.name} does not know`,
        `${answer.why}; the runtime refuses to create the container`,
        'write the user as a number (USER 1000 in the Dockerfile, or runAsUser: 1000), or add it to /etc/passwd',
      ),
    );
  }
  if (answer.outcome !== 'known') return { user: undefined, findings };
  const user = {
    uid: answer.uid,
    gids: answer.gids,
    hasOverride: keeps && answer.uid === 0,
    isStartedWithOverride: keeps,
  };
  return { user, findings };
}

/** The number of a user as an image has it; nobody is root, and so is 0. Undefined for a name. */
function toNumber(imageUser: string): number | undefined {
  const [user = ''] = imageUser.split(':');
  return /^\d*$/.test(user) ? Number(user) : undefined;
}

/** @param uid of the user by whose name the image runs, where it is known */
function rootProblem(runAsUser: number | undefined, imageUser: string, uid: number | undefined, image: string) {
  const why = 'the kubelet refuses to start it: it has runAsNonRoot, and ';
  if (runAsUser === 0) {
    return {
      code: 'IMAGE_USER_ROOT',
      what: 'has runAsNonRoot and runAsUser: 0',
      why: `${why}0 is root`,
      fix: 'give runAsUser another number, or leave runAsNonRoot out',
    };
  }
  if (runAsUser !== undefined) return undefined;
  const [name = ''] = imageUser.split(':');
  if (name === '' || /^0+$/.test(name) || name === 'root' || (uid === 0 && !/^\d+$/.test(name))) {
    return {
      code: 'IMAGE_USER_ROOT',
      what: `has runAsNonRoot, and ${image} runs as root`,
      why: `${why}${name === '' ? 'the image names no user, which means root' : `the image's user is '${imageUser}'`}`,
      fix: 'give it runAsUser: 65532 (any number but 0), or write USER 65532 in the Dockerfile',
    };
  }
  if (/^\d+$/.test(name)) return undefined;
  return {
    code: 'IMAGE_USER_NAME',
    what: `has runAsNonRoot, and ${image} runs as '${name}'`,
    why: `${why}it cannot tell from a name whether that is root`,
    fix:
      uid === undefined
        ? 'give it runAsUser with the number of that user, or write the number in the Dockerfile: USER 1000'
        : `give it runAsUser: ${uid}, which is '${name}' in the image, or write USER ${uid} in the Dockerfile`,
  };
}

function toId(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MAX_ID ? value : undefined;
}

function toIds(value: unknown): number[] {
  return Array.isArray(value) ? value.map(toId).filter((id) => id !== undefined) : [];
}
