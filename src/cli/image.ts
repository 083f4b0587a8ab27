import type { Command } from '@commander-js/extra-typings';
import type { ImageReportOf } from '../operations/run-image';
import { collectPlatforms, DEFAULT_TIMEOUT_SECONDS, parseTimeout } from './check';
import { answerNo, printJson, printResult, say } from './output';

/** `lockstep image`: how big is it, and what does a rollout pull? */
export function addImageCommand(program: Command): void {
  program
    .command('image')
    .description('say how big an image is, by layer and file, and what a rollout pulls')
    .argument('[ref]', 'the image (default: that of the app)')
    .option('-i, --image <location>', 'where it is, when it is in no registry yet')
    .option('-p, --platform <platform>', 'only that platform; may be given several times', collectPlatforms)
    .option('--from <version>', 'what a node pulls that has this version')
    .option('--to <version>', 'the version that it pulls (default: the image)')
    .option('--nodes <count>', 'how many nodes pull at once', parseCount)
    .option('--bandwidth <rate>', 'what the registry can send: 1Gbit, 125MB', parseRate)
    .option('--max-size <size>', 'fail when there is more to pull: 50MB, 48MiB', parseLimit)
    .option('--timeout <seconds>', 'how long a registry may take for one answer', parseTimeout, DEFAULT_TIMEOUT_SECONDS)
    .option('--json', 'print the sizes as JSON')
    .addHelpText(
      'after',
      `
Sizes are in powers of 1000, as registries count. With --nodes and --bandwidth, the time that one registry takes to send
what is to pull to all nodes, when its own line is the narrowest.

Examples:
  lockstep image
  lockstep image team/app:1.4.2 --max-size 50MB
  lockstep image --from 1.4.1 --to 1.4.2 --nodes 20 --bandwidth 1Gbit`,
    )
    .action(async (ref, options, command) => {
      if (options.to !== undefined && options.from === undefined) command.error('error: --to needs --from');
      if ((options.nodes === undefined) !== (options.bandwidth === undefined)) {
        command.error('error: --nodes and --bandwidth need each other');
      }
      const { runImage } = require('../operations/run-image') as typeof import('../operations/run-image');
      const { ProgressLine } = require('./progress-line') as typeof import('./progress-line');
      const progress = new ProgressLine();
      const reports = await runImage(ref, {
        ...options,
        platforms: options.platform ?? [],
        timeoutMilliseconds: options.timeout * 1000,
        onProgress: (state) => progress.show(state),
        onNote: (note) => say(`note: ${note}`),
      }).finally(() => progress.clear());
      const rollout = options.nodes && options.bandwidth ? { nodes: options.nodes, ...options.bandwidth } : undefined;
      if (options.json) printReports(reports, rollout);
      else printResult(reports.flatMap((report) => printReport(report, rollout)).join('\n\n'));
      for (const { name, bytes } of reports.flatMap(pulls)) {
        if (options.maxSize === undefined || bytes <= options.maxSize.bytes) continue;
        const { printBytes } = require('../image/print-bytes') as typeof import('../image/print-bytes');
        say(`${name} has ${printBytes(bytes)} to pull, which is more than ${options.maxSize.text}`);
        answerNo();
      }
    });
}

interface RolloutFlags {
  readonly nodes: number;
  readonly bitsPerSecond: number;
  readonly bandwidth: string;
}

/** What is pulled, platform by platform. */
function pulls(report: ImageReportOf): { readonly name: string; readonly bytes: number }[] {
  const name = report.kind === 'sizes' ? report.image : report.to;
  const each = report.kind === 'sizes' ? report.sizes : report.differences;
  return each.map(({ platform, bytes }) => ({ name: `${name}${platform && ` (${platform})`}`, bytes }));
}

/** A block for each platform: a node has one. */
function printReport(report: ImageReportOf, rollout: RolloutFlags | undefined): string[] {
  const { printDifferences, printRollout, printSizes } =
    require('../operations/print-image-size') as typeof import('../operations/print-image-size');
  const blocks =
    report.kind === 'sizes'
      ? report.sizes.map((size) => ({ text: printSizes(report.image, [size]), bytes: size.bytes }))
      : report.differences.map((difference) => ({
          text: printDifferences(report.from, report.to, [difference]),
          bytes: difference.bytes,
        }));
  return blocks.map(({ text, bytes }) => (rollout ? `${text}\n${printRollout(bytes, rollout)}` : text));
}

function printReports(reports: readonly ImageReportOf[], rollout: RolloutFlags | undefined): void {
  const { rolloutSeconds } =
    require('../operations/print-image-size') as typeof import('../operations/print-image-size');
  printJson(
    reports.map((report) => ({
      ...report,
      ...(rollout && {
        rollout: pulls(report).map(({ name, bytes }) => ({
          name,
          nodes: rollout.nodes,
          bytes: bytes * rollout.nodes,
          seconds: rolloutSeconds(bytes, rollout),
        })),
      }),
    })),
  );
}

function parseCount(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw invalid('It is a number from 1.');
  return Number(text);
}

function parseRate(text: string): { bitsPerSecond: number; bandwidth: string } {
  const { parseBandwidth } = require('../image/parse-size') as typeof import('../image/parse-size');
  const bitsPerSecond = parseBandwidth(text);
  if (bitsPerSecond === undefined) throw invalid('It is a rate: 1Gbit, 100Mbit, 125MB.');
  return { bitsPerSecond, bandwidth: text };
}

function parseLimit(text: string): { bytes: number; text: string } {
  const { parseSize } = require('../image/parse-size') as typeof import('../image/parse-size');
  const bytes = parseSize(text);
  if (bytes === undefined) throw invalid('It is a size: 50MB, 48MiB.');
  return { bytes, text: /\d\s*$/.test(text) ? `${text.trim()} B` : text };
}

function invalid(message: string): Error {
  const { InvalidArgumentError } =
    require('@commander-js/extra-typings') as typeof import('@commander-js/extra-typings');
  return new InvalidArgumentError(message);
}
