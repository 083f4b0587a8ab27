import { reportFailure } from '../../src/cli/report-failure';
import { UserError } from '../../src/errors';

const written: string[] = [];
beforeEach(() => {
  written.length = 0;
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
});
afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = undefined;
});

describe('a failure', () => {
  test('of the user is told problem by problem, and ends with 1', () => {
    const tag = { code: 'TAG', what: "a.yaml:1: the tag ''", why: 'it is empty', fix: 'write one' };
    reportFailure(new UserError(tag, { ...tag, code: 'PORT' }));
    expect(written.join('')).toBe(
      "error TAG: a.yaml:1: the tag ''\n  why: it is empty\n  fix: write one\n" +
        "error PORT: a.yaml:1: the tag ''\n  why: it is empty\n  fix: write one\n",
    );
    expect(process.exitCode).toBe(1);
  });

  test('of ours is told with its stack, and ends with 70', () => {
    reportFailure(new TypeError('x is not a function'));
    expect(written.join('')).toMatch(
      /^this is a bug of lockstep, please report it:\nTypeError: x is not a function\n {4}at .*report-failure\.test\.ts/,
    );
    expect(process.exitCode).toBe(70);
  });

  test('that is no error is told as it is, and ends with 70', () => {
    reportFailure('nothing');
    expect(written.join('')).toBe('this is a bug of lockstep, please report it:\nnothing\n');
    expect(process.exitCode).toBe(70);
  });
});
