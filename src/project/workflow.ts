/** `.github/workflows/lockstep.yaml`: what has to hold before a change is merged. */
export const WORKFLOW = `# Fails when a type is wrong, a test fails, or dist/ is not what main.ts and release.yaml give.
name: lockstep
on: [push, pull_request]
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
        with:
          fetch-depth: 0 # lockstep finds earlier releases in the history
      - uses: actions/setup-node@v6
        with:
          node-version: 22
          cache: npm
      - run: npm ci
      - run: npm run check
      - run: npm test
      - run: npx lockstep synth
      # without this, git sees no difference in a file that was never committed
      - run: git add --intent-to-add dist
      - run: git diff --exit-code dist
`;
