/** What a sender has left: it refills evenly, and a full bucket lets a burst of a minute's posts through. */
export interface Bucket {
  readonly left: number;
  readonly at: Date;
}

export interface RateVerdict {
  readonly bucket: Bucket;
  /** Seconds until the next post is taken; null = this one is. */
  readonly retry_after_seconds: number | null;
}

/** Takes one post out of the bucket, or says when there is room again. */
export function takePost(bucket: Bucket | undefined, perMinute: number, at: Date): RateVerdict {
  const elapsed = bucket ? Math.max(0, at.getTime() - bucket.at.getTime()) : 0;
  const left = bucket ? Math.min(perMinute, bucket.left + (elapsed / 60_000) * perMinute) : perMinute;
  if (left >= 1) return { bucket: { left: left - 1, at }, retry_after_seconds: null };
  return { bucket: { left, at }, retry_after_seconds: Math.max(1, Math.ceil(((1 - left) / perMinute) * 60)) };
}

/** Addresses as one sender each: an IPv6 customer has a whole /64. */
export function senderOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  return plain.includes(':') ? expanded(plain).slice(0, 4).join(':') : plain;
}

function expanded(address: string): string[] {
  const [head = '', tail] = address.toLowerCase().split('%')[0]?.split('::') ?? [];
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  return [...left, ...Array.from({ length: zeros }, () => '0'), ...right].map((group) => group.replace(/^0+(?=.)/, ''));
}
