import { join } from 'node:path';

interface Subject {
  readonly name: string;
}
interface Result {
  readonly name: string;
  readonly outcome: string;
  readonly why: string;
}
interface Peer {
  find(): { readonly name: string; readonly version?: string; readonly missing?: string };
  synth(names: readonly string[]): readonly Subject[];
  bump(names: readonly string[]): readonly Subject[];
}

const BENCH = join(__dirname, '../../bench');
const { PEERS } = require(join(BENCH, 'peers/all.js')) as { PEERS: readonly Peer[] };
const { createNames } = require(join(BENCH, 'apps/system.js')) as { createNames(count: number): readonly string[] };
const { createFolder, removeWorkspace } = require(join(BENCH, 'workspace.js')) as {
  createFolder(): string;
  removeWorkspace(): void;
};
const { measureGroup } = require(join(BENCH, 'measure.js')) as {
  measureGroup(subjects: readonly Subject[], options: object): Promise<readonly Result[]>;
};

const here = PEERS.filter((peer) => peer.find().missing === undefined);

describe('the systems that are measured against each other', () => {
  afterAll(removeWorkspace);

  test.each(here.flatMap((peer) => (['synth', 'bump'] as const).map((way) => [peer.find().name, way, peer] as const)))(
    '%s gives by %s the objects that its peers give',
    async (_name, way, peer) => {
      const subjects = peer[way](createNames(4));
      // the runs before the first round are those that are compared
      const options = { rounds: 0, budgetSeconds: 60, createFolder, canMeasureUsage: false, say: () => {} };
      const results = await measureGroup(subjects, options);
      expect(results.map(({ name, outcome, why }) => ({ name, outcome, why: outcome === 'ok' ? '' : why }))).toEqual(
        subjects.map(({ name }) => ({ name, outcome: 'ok', why: '' })),
      );
    },
    120_000,
  );
});
