import type { ImageConfig } from '../../image/image-config';
import { parseWordList } from './parse-word-list';

/** What a container runs, before `$(NAME)` is replaced. */
export type EffectiveCommand =
  | {
      /** At least one word; the first one is the program, and may be an empty text. */
      readonly argv: readonly string[];
      /**
       * Who names the program: `command` of the container, `ENTRYPOINT` of the image with its `CMD`, `args` of the
       * container behind the image's `ENTRYPOINT` (or alone, where it has none), or the image's `CMD` alone.
       */
      readonly from: 'command' | 'entrypoint' | 'args-only' | 'cmd';
      /** Index of the first word that is the container's own: Kubernetes replaces `$(NAME)` from there on, and not before. */
      readonly ownFrom: number;
    }
  | {
      readonly argv: undefined;
      /** `invalid`: the API server refuses the manifest. `empty`: the container runtime refuses to start it. */
      readonly reason: 'invalid' | 'empty';
      readonly why: string;
    };

/**
 * Puts `command` and `args` of a container over `ENTRYPOINT` and `CMD` of its image. An empty list counts as not given,
 * and `command` without `args` hides `CMD` too.
 *
 * @see https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/#notes
 */
export function effectiveCommand(
  container: { readonly command?: unknown; readonly args?: unknown },
  config: Pick<ImageConfig, 'entrypoint' | 'cmd'>,
): EffectiveCommand {
  const command = parseWordList(container.command, 'command');
  if (command.outcome === 'invalid') return { argv: undefined, reason: 'invalid', why: command.why };
  const args = parseWordList(container.args, 'args');
  if (args.outcome === 'invalid') return { argv: undefined, reason: 'invalid', why: args.why };
  if (command.words.length > 0) return { argv: [...command.words, ...args.words], from: 'command', ownFrom: 0 };

  // container runtimes take an entrypoint of one empty word for none:
  // https://github.com/containerd/containerd/blob/v2.0.0/internal/cri/opts/spec_opts.go (WithProcessArgs)
  const entrypoint = config.entrypoint.length === 1 && config.entrypoint[0] === '' ? [] : config.entrypoint;
  if (args.words.length > 0) {
    return { argv: [...entrypoint, ...args.words], from: 'args-only', ownFrom: entrypoint.length };
  }
  const argv = [...entrypoint, ...config.cmd];
  if (argv.length === 0) return { argv: undefined, reason: 'empty', why: 'no command specified' };
  return { argv, from: entrypoint.length > 0 ? 'entrypoint' : 'cmd', ownFrom: argv.length };
}
