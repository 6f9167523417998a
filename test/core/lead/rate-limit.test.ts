import { type Bucket, senderOf, takePost } from '../../../engine/core/lead';

describe('IN-04: the rate of posts', () => {
  it('lets a burst of a minute through, then one post each time a place is free', () => {
    let bucket: Bucket | undefined;
    const take = (second: number) => {
      const verdict = takePost(bucket, 6, new Date(second * 1000));
      bucket = verdict.bucket;
      return verdict.retry_after_seconds;
    };
    expect([0, 0, 0, 0, 0, 0].map(take)).toEqual([null, null, null, null, null, null]);
    expect([take(0), take(4), take(10), take(10), take(600)]).toEqual([10, 6, null, 10, null]);
  });

  it.each([['203.0.113.7', '203.0.113.7'], ['::ffff:203.0.113.7', '203.0.113.7'], ['2001:db8:1:2:aaaa::1', '2001:db8:1:2'], ['2001:0db8:0001:0002::9', '2001:db8:1:2'], ['2001:db8::1', '2001:db8:0:0']])('counts %s as %s', (address, sender) => {
    expect(senderOf(address)).toBe(sender);
  });
});
