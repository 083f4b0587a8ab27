import { asFields, asList, asText, type Fields } from '../../manifest/manifest';
import { expandVariables } from './expand-variables';
import { parseWordList } from './parse-word-list';

/** Where a container has programs that are started beside its own. */
export type ExecKind = 'livenessProbe' | 'readinessProbe' | 'startupProbe' | 'postStart' | 'preStop';

/** A program that Kubernetes starts in a container which runs. */
export interface ContainerExec {
  readonly kind: ExecKind;
  /** How people speak of it: `liveness probe`. */
  readonly title: string;
  /** Undefined where the API server refuses the manifest. */
  readonly argv: readonly string[] | undefined;
  /** Why there is no `argv`. */
  readonly why?: string;
  /**
   * Whether the container is not used, or not left running, when the program cannot be started. False for what runs
   * when the container ends anyway.
   */
  readonly isFailure: boolean;
}

interface ExecPlace {
  readonly kind: ExecKind;
  readonly path: readonly string[];
  readonly title: string;
  readonly isFailure: boolean;
  readonly isExpanded: boolean;
}

// probes know the values that stand in `env`, hooks none:
// https://github.com/kubernetes/kubernetes/blob/v1.31.0/pkg/kubelet/prober/prober.go (runProbe)
// https://github.com/kubernetes/kubernetes/blob/v1.31.0/pkg/kubelet/lifecycle/handlers.go (Run)
const PLACES: readonly ExecPlace[] = [
  { kind: 'startupProbe', path: ['startupProbe'], title: 'startup probe', isFailure: true, isExpanded: true },
  { kind: 'livenessProbe', path: ['livenessProbe'], title: 'liveness probe', isFailure: true, isExpanded: true },
  { kind: 'readinessProbe', path: ['readinessProbe'], title: 'readiness probe', isFailure: true, isExpanded: true },
  { kind: 'postStart', path: ['lifecycle', 'postStart'], title: 'postStart hook', isFailure: true, isExpanded: false },
  { kind: 'preStop', path: ['lifecycle', 'preStop'], title: 'preStop hook', isFailure: false, isExpanded: false },
];

/**
 * The programs of a container's probes and lifecycle hooks. They replace nothing of the image's, and are started with the
 * variables and in the working directory of the container's own program.
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-a-liveness-command
 */
export function containerExecs(container: Fields): readonly ContainerExec[] {
  return PLACES.flatMap(({ kind, path, title, isFailure, isExpanded }): ContainerExec[] => {
    const { exec } = path.reduce((fields: Fields, field) => asFields(fields[field]), container);
    if (exec === undefined || exec === null) return [];
    const list = parseWordList(asFields(exec).command, [...path, 'exec', 'command'].join('.'));
    const place = { kind, title, isFailure };
    if (list.outcome === 'invalid') return [{ ...place, argv: undefined, why: list.why }];
    if (list.words.length === 0) return [{ ...place, argv: undefined, why: `${path.join('.')}.exec has no command` }];
    return [{ ...place, argv: isExpanded ? expandStatic(list.words, container) : list.words }];
  });
}

/** Replaces `$(NAME)` by what is written in `env`, as it is written: nothing in it is replaced, and `valueFrom` is empty. */
function expandStatic(words: readonly string[], container: Fields): string[] {
  const values = new Map(asList(container.env).map(({ name, value }) => [asText(name) ?? '', asText(value) ?? '']));
  return words.map((word) => {
    const expanded = expandVariables(word, values, true);
    return expanded.outcome === 'known' ? expanded.text : word;
  });
}
