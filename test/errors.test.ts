import { type Problem, printProblem, requireNone, UserError } from '../src/errors';

const tag: Problem = { code: 'TAG', what: "a.yaml:1: the tag ''", why: 'it is empty', fix: 'write one' };
const port: Problem = { code: 'PORT', what: 'web: the port 0', why: 'it is no port', fix: 'delete it' };

describe('a problem', () => {
  test('is printed as code and what, why, fix', () => {
    expect(printProblem(tag)).toBe("TAG: a.yaml:1: the tag ''\n  why: it is empty\n  fix: write one");
  });
});

describe('a user error', () => {
  test('is called by its first problem and tells all of them', () => {
    const error = new UserError(tag, port);
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ ...tag, name: 'UserError', problems: [tag, port] });
    expect(error.message).toBe(`${printProblem(tag)}\n${printProblem(port)}`);
  });

  test('is not thrown where there is no problem', () => {
    expect(() => requireNone([])).not.toThrow();
  });

  test('is thrown with every problem that there is', () => {
    expect(() => requireNone([port, tag])).toThrow(expect.objectContaining({ code: 'PORT', problems: [port, tag] }));
  });
});
