import fc from 'fast-check';
import type { ProjectAnswers } from '../../src/project/project-answers';
import { ImageReference } from '../../src/release/image-reference';
import { digest, repository, tag } from '../arbitraries/reference';

/** Names that are hard to make constants of: kept words, dashes, digits, and as long as they come. */
const label = fc.oneof(
  fc.stringMatching(/^[a-z](?:[a-z0-9-]{0,12}[a-z0-9])?$/),
  fc.stringMatching(/^[a-z](?:[a-z0-9-]{40,61}[a-z0-9])?$/),
  fc.constantFrom(
    'app',
    'new',
    'default',
    'class',
    'undefined',
    'parse-int',
    'is-na-n',
    'global-this',
    'a-1',
    'a1',
    'a--1',
  ),
);
const workload = fc.oneof(label, fc.stringMatching(/^[0-9](?:[a-z0-9-]{0,12}[a-z0-9])?$/));
/** No wider than one column a character, since the formatter counts columns. */
const character = fc.oneof(
  fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 1 }),
  fc.constantFrom('é', 'ß', '…', '\u2028', '\u0085', '\u202e'),
);
const word = fc.oneof(fc.string(), fc.string({ unit: character }), fc.stringMatching(/^[-/a-z0-9='"\\]{0,60}$/));
const command = fc
  .array(word, { maxLength: 8 })
  .filter(([first, ...others]) => first === undefined || (first !== '' && (others.length > 0 || !/\s/.test(first))));
const service = fc.oneof(
  fc.record({ name: label, command, port: fc.integer({ min: 1, max: 65535 }) }),
  fc.record({ name: workload, command }),
);

const image = fc
  .tuple(repository, fc.option(tag, { nil: undefined }), fc.option(digest, { nil: undefined }))
  .filter(([, version, pin]) => pin !== undefined || (version !== undefined && version !== 'latest'))
  .map(([name, version, pin]) => new ImageReference({ repository: name, tag: version, digest: pin }));

/** Any answers that `init` takes. */
export const anyAnswers: fc.Arbitrary<ProjectAnswers> = fc.record({
  name: workload,
  image,
  services: fc.uniqueArray(service, { minLength: 1, maxLength: 6, selector: ({ name }) => name }),
  namespace: fc.option(label, { nil: undefined }),
});
