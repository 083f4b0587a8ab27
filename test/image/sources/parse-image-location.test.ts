import { mkdirSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { UserError } from '../../../src/errors';
import { parseImageLocation } from '../../../src/image/sources/parse-image-location';
import { scratchPath } from './scratch-path';

const FORMS = 'write registry, docker-archive:app.tar, oci:folder, oci:folder:tag or oci-archive:app.tar';

function refusalOf(text: string): string[] {
  try {
    return ['no refusal', JSON.stringify(parseImageLocation(text))];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [error.code, error.what, error.why, error.fix];
  }
}

describe('a place for images', () => {
  test.each([
    ['registry', { kind: 'registry' }, 'no path'],
    ['docker-archive:build/app.tar', { kind: 'docker-archive', path: 'build/app.tar' }, 'an archive'],
    ['docker-archive:a:b', { kind: 'docker-archive', path: 'a:b' }, 'a path with a colon'],
    ['docker-archive:C:\\app.tar', { kind: 'docker-archive', path: 'C:\\app.tar' }, 'a drive'],
    ['oci:build', { kind: 'oci', path: 'build' }, 'a folder'],
    ['oci:build:1.0', { kind: 'oci', path: 'build', refName: '1.0' }, "a folder and a tag, as skopeo's"],
    ['oci:build:docker.io/a/b:1', { kind: 'oci', path: 'build', refName: 'docker.io/a/b:1' }, 'a whole name'],
    ['oci:C:\\build:1.0', { kind: 'oci', path: 'C:\\build', refName: '1.0' }, 'a drive and a tag'],
    ['oci-archive:app.tar', { kind: 'oci-archive', path: 'app.tar' }, 'a layout in an archive'],
    ['oci-archive:app.tar:1.0', { kind: 'oci-archive', path: 'app.tar', refName: '1.0' }, 'with a tag'],
  ])('is read from %j', (text, location, _reason) => {
    expect(parseImageLocation(text)).toEqual(location);
  });

  test.each([
    ['', "'' is not a place for images", 'it does not begin with the kind of place that holds the image'],
    [
      'no-file.tar',
      "'no-file.tar' is not a place for images",
      'it does not begin with the kind of place that holds the image',
    ],
    [
      'docker:app',
      "'docker:app' is not a place for images",
      'it does not begin with the kind of place that holds the image',
    ],
    [
      'Registry',
      "'Registry' is not a place for images",
      'it does not begin with the kind of place that holds the image',
    ],
    ['docker-archive:', "'docker-archive:' is not a place for images", 'it names no file'],
    ['oci:', "'oci:' is not a place for images", 'it names no folder'],
    ['oci::1.0', "'oci::1.0' is not a place for images", 'it names no folder'],
    [
      'oci-archive:app.tar:',
      "'oci-archive:app.tar:' is not a place for images",
      'the name after the last colon is empty',
    ],
  ])('is refused: %j', (text, what, why) => {
    expect(refusalOf(text)).toEqual(['IMAGE_LOCATION_INVALID', what, why, FORMS]);
  });

  test('that is the path of a file says what to write in front', () => {
    const path = scratchPath('app.tar');
    writeFileSync(path, '');
    expect(refusalOf(path)[3]).toBe(
      `write docker-archive:${path} if 'docker save' made it, oci-archive:${path} if it is an OCI layout`,
    );
  });

  test('that is the path of a layout says what to write in front', () => {
    const path = scratchPath('layout');
    mkdirSync(path);
    expect(refusalOf(path)[3]).toBe(FORMS);
    writeFileSync(`${path}/index.json`, '');
    expect(refusalOf(path)[3]).toBe(`write oci:${path}`);
  });

  test('is refused with words in any case, and with nothing else', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `oci:${text}`),
        ),
        (text) => {
          expect(refusalOf(text)[0]).toMatch(/^(?:IMAGE_LOCATION_INVALID|no refusal)$/);
        },
      ),
    );
  });
});
