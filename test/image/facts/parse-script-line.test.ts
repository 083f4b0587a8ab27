import fc from 'fast-check';
import { factsOf } from './facts-of';

const LONG = `/${'d'.repeat(252)}`;
const LONGER = `/${'d'.repeat(253)}`;

describe('the first line of a script', () => {
  test.each([
    ['#!/bin/sh\necho', '/bin/sh', false, false, 'plain'],
    ['#! /bin/sh -e \necho', ' /bin/sh -e ', false, false, 'blanks stay as they are'],
    ['#!/bin/sh', '/bin/sh', false, false, 'a file that ends with its first line'],
    ['#!\necho', '', false, false, 'nothing in it'],
    ['#!', '', false, false, 'nothing behind the mark'],
    ['#!/bin/sh\r\necho\r\n', '/bin/sh', true, false, 'a line end of Windows'],
    ['#!/bin/sh\r', '/bin/sh', true, false, 'a carriage return as the last byte'],
    ['#!\r\n', '', true, false, 'a carriage return alone'],
    ['#!/bin/sh\recho\r', '/bin/sh\recho', true, false, 'line ends of old Macs: the kernel sees one line'],
    ['#!/bin/sh\0rest\n', '/bin/sh', false, false, 'a NUL ends it'],
    ['#!/opt/прог\n', '/opt/прог', false, false, 'letters of other alphabets'],
    [`#!${LONG}\nx`, LONG, false, false, 'its end is the last byte that the kernel reads'],
    [`#!${LONGER}\nx`, LONG, false, true, 'one byte too long'],
    [`#!${LONG}`, LONG, false, false, 'a file of 255 bytes'],
    [`#!${LONGER}`, LONG, false, true, 'a file of 256 bytes without a line end'],
    [`#!${LONG} x\n`, `${LONG} `, false, true, 'the first word is whole, and the rest is cut'],
    [`#!/bin/sh ${'a'.repeat(400)}\n`, `/bin/sh ${'a'.repeat(245)}`, false, true, 'an argument that is cut'],
    [`#!/bin/sh\0${'a'.repeat(400)}`, '/bin/sh', false, false, 'a NUL before a cut'],
  ])('%j', (content, line, hasCarriageReturn, isCut, _reason) => {
    for (const chunkBytes of [1, 7, 4096]) {
      expect(factsOf(content, { chunkBytes })).toEqual({ kind: 'script', line, hasCarriageReturn, isCut });
    }
  });

  test('never holds a line feed or a NUL, and is at most 255 bytes long', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.integer({ min: 1, max: 300 }), (rest, chunkBytes) => {
        const facts = factsOf(Buffer.concat([Buffer.from('#!'), rest]), { chunkBytes });
        expect(facts.kind).toBe('script');
        const line = facts.kind === 'script' ? facts.line : '';
        expect(line).not.toMatch(/[\n\0]/);
        expect(line.length).toBeLessThanOrEqual(255);
      }),
    );
  });
});
