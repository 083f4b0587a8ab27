import type { Command } from '@commander-js/extra-typings';
import type { Platform } from '../image/platform';
import type { CheckReport, ImageReport } from '../operations/check-images';
import { answerNo, hasColor, printJson, printResult, say } from './output';

export const DEFAULT_TIMEOUT_SECONDS = 30;

/** `lockstep check`: does every command exist in its image, and can it start there? */
export function addCheckCommand(program: Command): void {
  program
    .command('check')
    .description('say whether every command exists in its image and can start there')
    .argument('[files...]', 'manifests: files, folders, or - (default: what the app says now)')
    .option('-i, --image <location>', 'where your image is, when it is in no registry yet')
    .option('--dockerfile <file>', 'look at the Dockerfile only; what it does not tell is unknown')
    .option('--target <stage>', 'the stage of the Dockerfile that is built')
    .option('--build-arg <name=value>', 'as for docker build; may be given several times', collectArguments)
    .option('--context <folder>', 'the folder that the Dockerfile copies from')
    .option('-p, --platform <platform>', 'only that platform; may be given several times', collectPlatforms)
    .option('--only <repository>', 'only the containers that run this repository')
    .option('--unused', 'list programs that no container runs')
    .option('--strict', 'fail on what could not be told')
    .option('--timeout <seconds>', 'how long a registry may take for one answer', parseTimeout, DEFAULT_TIMEOUT_SECONDS)
    .option('--json', 'print the findings as JSON')
    .option('--sarif <file>', 'write the findings as SARIF for code hosts too; - prints them')
    .addHelpText(
      'after',
      `
Nothing is run and no Docker is needed: the layers of the image are read as far as an answer depends on them, and what
was learned of a layer is kept in the cache folder.

Locations: registry (the default), docker-archive:<file> from docker save, oci:<folder>[:tag], oci-archive:<file>[:tag].

Examples:
  lockstep check
  lockstep check k8s/ --strict
  lockstep check --image docker-archive:app.tar
  helm template chart/ | lockstep check - --only team/app`,
    )
    .action(async (files, options, command) => {
      if (options.image !== undefined && options.dockerfile !== undefined) {
        command.error('error: --image and --dockerfile exclude each other');
      }
      if (options.json && options.sarif === '-') {
        command.error('error: --json and --sarif - exclude each other: each prints a document of its own');
      }
      if (options.dockerfile === undefined && (options.target ?? options.context ?? options.buildArg) !== undefined) {
        command.error('error: --target, --build-arg and --context are about a --dockerfile');
      }
      const { runCheck } = require('../operations/run-check') as typeof import('../operations/run-check');
      const { ProgressLine } = require('./progress-line') as typeof import('./progress-line');
      const progress = new ProgressLine();
      const isText = !options.json && options.sarif !== '-';
      const report = await runCheck(files, {
        ...options,
        platforms: options.platform ?? [],
        buildArgs: options.buildArg,
        timeoutMilliseconds: options.timeout * 1000,
        onProgress: (state) => progress.show(state),
        onBegin: (images) => progress.count(images),
        onImage: (image, images) => {
          if (isText) {
            progress.clear();
            printFindings(image);
          }
          progress.count(images);
        },
        onNote: (note) => {
          progress.clear();
          say(`note: ${note}`);
        },
      }).finally(() => progress.clear());
      printEnd(report, options);
      // at the end, so that nobody misses the findings because a file could not be written
      if (options.sarif !== undefined) writeSarif(options.sarif, report);
      const { isNothingChecked } = require('../operations/check-images') as typeof import('../operations/check-images');
      const isNo = report.counts.fail > 0 || isNothingChecked(report);
      if (isNo || (options.strict && report.counts.unknown > 0)) answerNo();
    });
}

/** The findings about one image, and an empty line behind them. */
function printFindings(image: ImageReport): void {
  const { printImage } = require('../operations/print-check') as typeof import('../operations/print-check');
  printResult(`${printImage(image, { color: hasColor(process.stdout) })}\n\n`);
}

/** What comes when all images are done. */
function printEnd(
  report: CheckReport,
  { json, sarif, strict }: { readonly json?: true; readonly sarif?: string; readonly strict?: true },
): void {
  const { printNothingChecked, printSummary } =
    require('../operations/print-check') as typeof import('../operations/print-check');
  if (!json && sarif !== '-') {
    printResult(printSummary(report, { color: hasColor(process.stdout), strict: strict === true }));
    return;
  }
  if (json) printJson(report);
  const { isNothingChecked } = require('../operations/check-images') as typeof import('../operations/check-images');
  if (isNothingChecked(report)) say(printNothingChecked(report));
}

function writeSarif(file: string, report: CheckReport): void {
  const { toSarif } = require('../operations/to-sarif') as typeof import('../operations/to-sarif');
  const { readVersion } = require('./read-version') as typeof import('./read-version');
  const sarif = toSarif(report, readVersion());
  if (file === '-') {
    printJson(sarif);
    return;
  }
  const { writeReport } = require('./write-report') as typeof import('./write-report');
  writeReport(file, `${JSON.stringify(sarif, null, 2)}\n`);
  say(`  wrote ${file}`);
}

/** Seconds, from a tenth of one to a day. */
export function parseTimeout(text: string): number {
  const seconds = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (seconds >= 0.1 && seconds <= 86_400) return seconds;
  const { InvalidArgumentError } =
    require('@commander-js/extra-typings') as typeof import('@commander-js/extra-typings');
  throw new InvalidArgumentError('It is a number of seconds: 30.');
}

/** Adds a platform to those that were given before it. */
export function collectPlatforms(text: string, before: readonly Platform[] = []): readonly Platform[] {
  const { parsePlatform } = require('../image/platform') as typeof import('../image/platform');
  const platform = parsePlatform(text);
  if (platform === undefined) {
    const { InvalidArgumentError } =
      require('@commander-js/extra-typings') as typeof import('@commander-js/extra-typings');
    throw new InvalidArgumentError('It is os/architecture: linux/amd64.');
  }
  return [...before, platform];
}

function collectArguments(text: string, before: ReadonlyMap<string, string> = new Map()): ReadonlyMap<string, string> {
  const [, name, value] = /^([^=\s]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) {
    const { InvalidArgumentError } =
      require('@commander-js/extra-typings') as typeof import('@commander-js/extra-typings');
    throw new InvalidArgumentError('It is name=value.');
  }
  return new Map([...before, [name, value]]);
}
