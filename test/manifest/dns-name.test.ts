import fc from 'fast-check';
import { dnsLabelFault, portNameFault, toDnsLabel } from '../../src/manifest/dns-name';

// as Kubernetes has it: RFC 1123 label, and IANA_SVC_NAME
const DNS_LABEL = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;
const PORT_NAME = /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*$/;

const nearlyName = fc.oneof(fc.stringMatching(/^[a-z0-9-]{0,20}$/), fc.string(), fc.stringMatching(/^[a-z-]{60,66}$/));

describe('a DNS label', () => {
  test.each([
    ['web', 'is a word'],
    ['0', 'may be one digit'],
    ['7-zip', 'may begin with a digit'],
    ['a--b', 'may have two dashes in a row'],
    ['a'.repeat(63), 'may have 63 characters'],
  ])('%s %s', (name, _reason) => {
    expect(dnsLabelFault(name)).toBeUndefined();
  });

  test.each([
    ['', 'is empty'],
    ['a'.repeat(64), 'is 64 characters long; at most 63 are allowed'],
    ['Web', 'has upper case'],
    ['web_1', "has '_'; only lower case letters, digits and - are allowed"],
    ['web.example', "has '.'; only lower case letters, digits and - are allowed"],
    ['größe', "has 'ö'; only lower case letters, digits and - are allowed"],
    ['go-🚀', "has '🚀'; only lower case letters, digits and - are allowed"],
    ['web\n', "has '\n'; only lower case letters, digits and - are allowed"],
    ['-web', 'begins or ends with a dash'],
    ['web-', 'begins or ends with a dash'],
  ])('is not %j, which %s', (name, fault) => {
    expect(dnsLabelFault(name)).toBe(fault);
  });

  test('is what Kubernetes takes for one, and nothing else', () => {
    fc.assert(
      fc.property(nearlyName, (name) => {
        expect(dnsLabelFault(name) === undefined).toBe(DNS_LABEL.test(name));
      }),
      { numRuns: 500 },
    );
  });
});

describe('the name of a port', () => {
  test.each([
    ['http', 'is a word'],
    ['h2', 'may end with a digit'],
    ['9p', 'may begin with a digit'],
    ['a'.repeat(15), 'may have 15 characters'],
  ])('%s %s', (name, _reason) => {
    expect(portNameFault(name)).toBeUndefined();
  });

  test.each([
    ['http-metrics-v2x', 'is 16 characters long; at most 15 are allowed'],
    ['HTTP', 'has upper case'],
    ['grpc_web', 'may only have lower case letters, digits and -'],
    ['', 'may only have lower case letters, digits and -'],
    ['8080', 'has no letter'],
    ['-http', 'begins or ends with a dash, or has two in a row'],
    ['http-', 'begins or ends with a dash, or has two in a row'],
    ['grpc--web', 'begins or ends with a dash, or has two in a row'],
  ])('is not %j, which %s', (name, fault) => {
    expect(portNameFault(name)).toBe(fault);
  });

  test('is what Kubernetes takes for one, and nothing else', () => {
    fc.assert(
      fc.property(nearlyName, (name) => {
        expect(portNameFault(name) === undefined).toBe(PORT_NAME.test(name));
      }),
      { numRuns: 500 },
    );
  });
});

describe('the nearest DNS label', () => {
  test.each([
    ['Web', 'web', 'lower case'],
    ['web_1.2', 'web-1-2', 'a dash for what is not allowed'],
    ['__IMAGE__', 'image', 'no dash at either end'],
    ['größe', 'gr-e', 'no letters beyond ASCII'],
    [`${'a'.repeat(62)}-b`, 'a'.repeat(62), 'cut at 63, without the dash'],
    ['_', undefined, 'nothing is left'],
    ['', undefined, 'nothing was there'],
  ])('to %j is %s: %s', (text, label, _reason) => {
    expect(toDnsLabel(text)).toBe(label);
  });

  test('is nothing or a DNS label, whatever the text is', () => {
    fc.assert(
      fc.property(fc.oneof(nearlyName, fc.string({ unit: 'binary' })), (text) => {
        const label = toDnsLabel(text);
        if (label !== undefined) expect(label).toMatch(DNS_LABEL);
        else expect(text).not.toMatch(/[a-z0-9]/);
      }),
      { numRuns: 500 },
    );
  });

  test('to the nearest label is that label', () => {
    fc.assert(
      fc.property(nearlyName, (text) => {
        const label = toDnsLabel(text);
        expect(label === undefined ? undefined : toDnsLabel(label)).toBe(label);
      }),
    );
  });
});
