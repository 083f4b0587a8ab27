const { NAMES } = require('./groups/charts');
const { median } = require('./measure');

const synth = (size) => `Synthesis: ${size} workloads, each with a Service`;
const [FOUR, THOUSAND, TEN_THOUSAND] = ['4', '1,000', '10,000'].map(synth);
const [CHARTS, CHARTS_IN_PROCESS] = [
  'Charts: lockstep synth, warm, no dist/ yet',
  'Charts: app.synth() in a process that has loaded everything',
];
const STARTS = 'Starting: help, and a bump of the release file alone';
const WARM = 'lockstep synth, warm';
const COLD = 'lockstep synth, cold, no dist/ yet';
const OVERLAY = 'kubectl kustomize, overlay with images:';

/**
 * What is promised: of which subjects (a group's title and a name), what is made of their medians, and the most or the
 * least that may be.
 */
const PROMISES = [
  {
    says: '4 workloads, warm, of the time of kubectl kustomize',
    of: [
      [FOUR, WARM],
      [FOUR, 'kubectl kustomize, base'],
    ],
    most: 1.25,
  },
  {
    says: '4 workloads, warm, times as fast as npx cdk8s synth with TypeScript',
    of: [
      [FOUR, 'npx cdk8s synth, TypeScript'],
      [FOUR, WARM],
    ],
    least: 12,
  },
  {
    says: '4 workloads, cold, longer than warm',
    of: [
      [FOUR, COLD],
      [FOUR, WARM],
    ],
    make: (cold, warm) => cold - warm,
    most: 250,
    unit: ' ms',
  },
  {
    says: '1,000 workloads, times as fast as kubectl kustomize with an overlay',
    of: [
      [THOUSAND, OVERLAY],
      [THOUSAND, WARM],
    ],
    least: 5,
  },
  {
    says: '1,000 workloads, times as fast as helm template',
    of: [
      [THOUSAND, 'helm template'],
      [THOUSAND, WARM],
    ],
    least: 5,
  },
  {
    says: '10,000 workloads, time for one of them, of that at 1,000',
    of: [
      [TEN_THOUSAND, WARM],
      [THOUSAND, WARM],
    ],
    make: (tenThousand, thousand) => tenThousand / 10 / thousand,
    most: 1.3,
  },
  {
    says: '10,000 workloads, peak memory',
    of: [[TEN_THOUSAND, WARM]],
    field: 'peakBytes',
    make: (bytes) => bytes / 1e6,
    most: 600,
    unit: ' MB',
  },
  ...[
    [CHARTS, '', 'lockstep synth'],
    [CHARTS_IN_PROCESS, 'App of cdk8s-lockstep, ', 'app.synth()'],
  ].flatMap(([group, prefix, by]) => [
    {
      says: `1,000 charts of 5 objects, of the time of one chart of 5,000, by ${by}`,
      of: [
        [group, prefix + NAMES.many],
        [group, prefix + NAMES.one],
      ],
      most: 2,
    },
    {
      says: `chain of 200 charts, of the time of 200 independent ones, by ${by}`,
      of: [
        [group, prefix + NAMES.chain],
        [group, prefix + NAMES.independent],
      ],
      most: 2,
    },
  ]),
  ...['lockstep --help', 'lockstep bump --offline --no-synth'].map((name) => ({
    says: `${name}, of the time of node -e 0`,
    of: [
      [STARTS, name],
      [STARTS, 'node -e 0'],
    ],
    most: 1.6,
  })),
];

/**
 * What has become of each promise: `{ says, limit, value, verdict }` with the verdict 'ok', 'MISSED', or 'not measured'
 * when a subject was not in the run.
 *
 * @param groups measured ones: `{ title, results }`
 */
function judge(groups, promises = PROMISES) {
  return promises.map(({ says, of, field = 'wallMs', make = (a, b) => a / b, most, least, unit = '×' }) => {
    const limit = `${most === undefined ? 'at least' : 'at most'} ${most ?? least}${unit}`;
    const values = of.map(([title, name]) => {
      const result = groups.find((group) => group.title === title)?.results.find((each) => each.name === name);
      return result && medianOf(result, field);
    });
    if (values.includes(undefined)) return { says, limit, value: '–', verdict: 'not measured' };
    const value = make(...values);
    // a value that is no number, because a subject failed, keeps no promise
    const isKept = most === undefined ? value >= least : value <= most;
    return { says, limit, value: print(value, unit), verdict: isKept ? 'ok' : 'MISSED' };
  });
}

/** The median; endless for what ran out of time, no number for what failed, undefined for what nobody measured. */
function medianOf({ outcome, ...numbers }, field) {
  if (outcome === 'late') return Number.POSITIVE_INFINITY;
  return outcome === 'ok' ? median(numbers[field]) : Number.NaN;
}

function print(value, unit) {
  if (Number.isNaN(value)) return '–';
  if (value === Number.POSITIVE_INFINITY) return 'endless';
  return unit === '×' ? `${value.toFixed(2)}×` : `${Math.round(value)}${unit}`;
}

module.exports = { PROMISES, judge };
