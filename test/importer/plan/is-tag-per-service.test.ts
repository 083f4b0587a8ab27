import { groupImages, type ImageGroup } from '../../../src/importer/plan/image-groups';
import { isTagPerService } from '../../../src/importer/plan/is-tag-per-service';
import { readImages } from '../../../src/importer/plan/read-images';
import { deployment } from './objects';

/** One container for each `workload tag` or `workload/container tag`. */
function ask(...pods: string[]): boolean {
  const objects = pods.map((pod) => {
    const [names = '', tag = ''] = pod.split(' ');
    const [workload = '', name = 'main'] = names.split('/');
    return deployment(workload, [{ name, image: `team/app${tag === '' ? '' : `:${tag}`}` }]);
  });
  return isTagPerService(groupImages(readImages(objects).uses)[0] as ImageGroup);
}

describe('one tag per service', () => {
  test.each([
    [['cart 3.0-cart', 'pay 3.0-pay', 'mail 3.0-mail'], 'the version comes first'],
    [['cart cart-3.0', 'pay pay-3.0', 'mail mail-3.0'], 'the version comes last'],
    [['a/cart 3.0-cart', 'b/pay 3.0-pay', 'c/mail 3.0-mail'], 'the containers have these names'],
    [['shop-cart 3.0-cart', 'shop-pay 3.0-pay', 'shop-mail 3.0-mail'], 'the workloads have a prefix'],
    [['cart 3.0-cart', 'pay 2.9-pay', 'mail 3.1-mail'], 'each has a version of its own'],
    [['cart CART', 'pay PAY', 'mail Mail'], 'tags may have upper case'],
    [['cart 3-cart', 'cart-proxy 3-cart-proxy', 'mail 3-mail'], 'one name begins another'],
    [['cart 3-cart', 'pay 3-pay', 'mail 3-mail', 'x 3-y', 'z 3'], 'most of them do'],
  ])('is seen in %j: %s', (pods, _reason) => {
    expect(ask(...pods)).toBe(true);
  });

  test.each([
    [['cart 3.0', 'pay 3.0', 'mail 3.0'], 'it is one tag'],
    [['cart 3.0', 'pay 2.9', 'mail 3.1'], 'these are versions'],
    [['cart 3-cart', 'pay 3-pay'], 'two may be two environments'],
    [['cart 3-cart', 'cart-a 3-cart', 'pay 3-pay', 'pay-a 3-pay'], 'these are two images'],
    [['cart 3-cart', 'pay 3-pay', 'mail 3-mail', 'a 3', 'b 3', 'c 3'], 'half of them are one image'],
    [['web-a web-1', 'web-b web-2', 'web-c web-3'], 'what all tags have is no service'],
    [['a-1 v1', 'a-2 v2', 'a-3 v3'], 'these are versions'],
    [['1 4-1', '2 4-2', '3 4-3'], 'numbers name no service'],
    [['part 3-partial', 'cart 3-cartel', 'mail 3-mailer'], 'only whole words count'],
    [['cart', 'pay', 'mail'], 'there is no tag'],
  ])('is not seen in %j: %s', (pods, _reason) => {
    expect(ask(...pods)).toBe(false);
  });
});
