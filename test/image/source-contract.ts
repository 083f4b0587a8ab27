import { configLaws } from './source-laws/config-laws';
import { imageLaws } from './source-laws/image-laws';
import { layerLaws } from './source-laws/layer-laws';
import { benchFor, type SourceUnderTest } from './source-laws/source-under-test';

/**
 * The laws that every source of images keeps.
 *
 * @example
 * describeSourceContract('a registry', { open: async (store) => ({ source: serve(store), repository: 'localhost/app' }) });
 */
export function describeSourceContract(name: string, source: SourceUnderTest): void {
  describe(`${name}: an image`, () => imageLaws(benchFor(source)));
  describe(`${name}: a configuration`, () => configLaws(benchFor(source)));
  describe(`${name}: layers`, () => layerLaws(benchFor(source)));
}
