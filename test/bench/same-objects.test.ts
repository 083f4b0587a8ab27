import { join } from 'node:path';

const { findDifference } = require(join(__dirname, '../../bench/same-objects.js')) as {
  findDifference(texts: readonly string[], expected: readonly object[]): string | undefined;
};

const web = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'shop' }, spec: { a: [1, 2] } };
const mail = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'mail', namespace: 'shop' } };
const WEB = JSON.stringify(web);
const MAIL = JSON.stringify(mail);

describe('findDifference', () => {
  test.each([
    [[`${WEB}\n---\n${MAIL}`], 'one text'],
    [[MAIL, WEB], 'two texts, in another order'],
    [[`---\n---\n${MAIL}\n`, `# a comment\n---\n${WEB}`], 'documents with nothing in them'],
    [[MAIL, WEB.replace('"name"', '"labels":{"app.kubernetes.io/version":"1"},"name"')], 'a label of ours'],
  ])('finds none in %j (%s)', (texts) => {
    expect(findDifference(texts, [web, mail])).toBeUndefined();
  });

  test.each([
    [[WEB], 'there are 1 objects instead of 2', 'one is missing'],
    [[WEB, MAIL.replace('mail', 'post')], 'v1 Service shop/mail is not there', 'another name'],
    [
      [MAIL.replace('"name"', '"labels":{"team":"a"},"name"'), WEB],
      `v1 Service shop/mail is {"apiVersion":"v1","kind":"Service","metadata":{"name":"mail","namespace":"shop","labels":{"team":"a"}}} instead of ${JSON.stringify(mail)}`,
      'a label of somebody else',
    ],
    [
      [MAIL, WEB.replace('[1,2]', '[2,1]')],
      `v1 Service shop/web is ${WEB.replace('[1,2]', '[2,1]')} instead of ${WEB}`,
      'a list in another order',
    ],
  ])('finds in %j: %s (%s)', (texts, difference) => {
    expect(findDifference(texts, [web, mail])).toBe(difference);
  });

  test.each([
    [[WEB, WEB], 'an object is there twice'],
    [['a: [1'], /Flow sequence/],
  ])('refuses %j', (texts, message) => {
    expect(() => findDifference(texts, [web, mail])).toThrow(message);
  });
});
