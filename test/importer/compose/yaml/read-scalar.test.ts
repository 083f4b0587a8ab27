import { readScalar } from '../../../../src/importer/compose/yaml/read-scalar';

describe('an unquoted scalar of a Compose file', () => {
  test.each([
    ['yes', 'yes', 'the words of YAML 1.1 are text'],
    ['off', 'off', 'so a restart policy of no is one'],
    ['true', true, 'true is a boolean'],
    ['False', false, 'in three ways of writing'],
    ['', null, 'nothing is null'],
    ['~', null, 'a tilde too'],
    ['0644', 420, 'a leading zero is octal'],
    ['0o17', 15, 'as YAML 1.2 writes it'],
    ['0x1F', 31, 'hexadecimal'],
    ['-0b11', -3, 'binary, below zero'],
    ['1_000', 1000, 'underscores are allowed'],
    ['089', 89, 'what cannot be octal is a number of base ten'],
    ['1.10', 1.1, 'a version without quotes loses its zero, as in docker compose'],
    ['1e3', 1000, 'an exponent'],
    ['22:22', '22:22', 'there is no base sixty'],
    ['2024-01-01', '2024-01-01', 'a date stays text'],
    ['9007199254740993', '9007199254740993', 'a number that cannot be counted exactly stays text'],
    ['.inf', '.inf', 'infinity is no value of a service'],
    ['1.2.3', '1.2.3', 'two dots are no number'],
  ])('%p is %p, since %s', (source, value, _reason) => {
    expect(readScalar(source)).toBe(value);
  });
});
