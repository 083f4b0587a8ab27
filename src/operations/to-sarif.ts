import type { Finding } from '../checks/finding';
import type { CheckReport } from './check-images';

const LEVELS = { fail: 'error', unknown: 'warning', skipped: 'note', pass: 'note' } as const;

/**
 * A report as SARIF 2.1.0, which code hosts show beside the lines of a change. A pass without a remark is left out.
 *
 * @param version of this package
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function toSarif({ images }: CheckReport, version: string): object {
  const findings = images
    .flatMap((image) => image.findings)
    .filter(({ outcome, why }) => outcome !== 'pass' || why !== '');
  const codes = [...new Set(findings.map(({ code }) => code))].sort();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'lockstep',
            version,
            rules: codes.map((id) => ({ id, shortDescription: { text: id.toLowerCase().replaceAll('_', ' ') } })),
          },
        },
        results: findings.map((finding) => toResult(finding, codes)),
      },
    ],
  };
}

function toResult(finding: Finding, codes: readonly string[]): object {
  const { code, outcome, what, why, fix, place, platforms = [] } = finding;
  const only = platforms.length === 0 ? '' : ` [${platforms.join(', ')}]`;
  const text = [`${what}${only}`, why && `why: ${why}`, fix && `fix: ${fix}`].filter((line) => line !== '').join('\n');
  const location = place === undefined ? undefined : toLocation(place);
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: LEVELS[outcome],
    message: { text },
    locations: location ? [location] : [],
  };
}

/** `k8s/web.yaml:14`; without a number, the first line. */
function toLocation(place: string): object {
  const [, file = place, line = '1'] = /^(.*):(\d+)$/s.exec(place) ?? [];
  // half a character, which a name on Windows may have, is in no URI
  const words = file.replace(/\p{Cs}/gu, '\ufffd').split('/');
  return {
    physicalLocation: {
      artifactLocation: { uri: words.map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' },
      region: { startLine: Math.max(1, Number(line)) },
    },
  };
}
