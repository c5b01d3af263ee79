export interface BucketOptions {
  /** How many may come at once. */
  capacity: number;
  /** How many come back in a second. */
  perSecond: number;
  /** Keys remembered; beyond that the one not seen for longest is forgotten. */
  most?: number;
}

interface Bucket {
  tokens: number;
  /** Milliseconds. */
  at: number;
}

/** Limits how often something may happen, for each key by itself. */
export class TokenBuckets {
  private readonly buckets = new Map<string, Bucket>();

  constructor(
    private readonly options: BucketOptions,
    /** Milliseconds. */
    private readonly now: () => number,
  ) {}

  /** Takes a token. @returns 0 when there was one, else the whole seconds until there will be */
  take(key: string): number {
    const { capacity, perSecond, most = 10_000 } = this.options;
    const at = this.now();
    const known = this.buckets.get(key) ?? { tokens: capacity, at };
    const tokens = Math.min(capacity, known.tokens + (Math.max(0, at - known.at) / 1000) * perSecond);
    const taken = tokens >= 1;
    // a key that is set anew moves to the end of the map
    this.buckets.delete(key);
    this.buckets.set(key, { tokens: taken ? tokens - 1 : tokens, at });
    if (this.buckets.size > most) this.buckets.delete(this.buckets.keys().next().value as string);
    return taken ? 0 : Math.max(1, Math.ceil((1 - tokens) / perSecond));
  }
}
