/** Things of which each serves one user at a time; who comes when all are taken waits for one, in turn. */
export class Resting<T> {
  private readonly free: T[];
  private readonly waiting: Array<(thing: T) => void> = [];

  constructor(count: number, make: (index: number) => T) {
    this.free = Array.from({ length: count }, (_, i) => make(i));
  }

  take(): Promise<T> {
    const thing = this.free.pop();
    return thing === undefined ? new Promise((resolve) => this.waiting.push(resolve)) : Promise.resolve(thing);
  }

  give(thing: T): void {
    const next = this.waiting.shift();
    if (next) next(thing);
    else this.free.push(thing);
  }
}
