import { createHash, randomUUID } from 'node:crypto';

/** What a process knows of its neighbours on the same machine. */
export interface Neighbourhood {
  hostname: string;
  pid: number;
  /** Whether a process with this number runs on this machine. */
  isAlive(pid: number): boolean;
}

/** Owners in this very process: several applications, or the same one started again. */
const HERE = Symbol.for('telegram-community.leaseOwners');

function ownersHere(): Set<string> {
  const holder = globalThis as { [HERE]?: Set<string> };
  return (holder[HERE] ??= new Set());
}

/**
 * Who holds a claim. The name tells machine and process, so that the claims of a process that was killed fall to the one
 * that is started in its place at once, and not only when they run out.
 */
export class Owner {
  readonly name: string;
  private readonly machine: string;

  constructor(private readonly neighbourhood: Neighbourhood) {
    this.machine = createHash('sha256').update(neighbourhood.hostname).digest('hex').slice(0, 16);
    this.name = `${this.machine}:${neighbourhood.pid}:${randomUUID().slice(0, 18)}`;
    this.enter();
  }

  /** This owner claims something, or will. */
  enter(): void {
    ownersHere().add(this.name);
  }

  /** Whether another owner is known to be gone. One on another machine is never known to be. */
  isGone(other: string): boolean {
    const [machine, pid, unique] = other.split(':');
    if (!unique || machine !== this.machine || ownersHere().has(other)) return false;
    // the number of a process that runs now: it belongs to this one, or somebody else has got it
    return Number(pid) === this.neighbourhood.pid || !this.neighbourhood.isAlive(Number(pid));
  }

  /** This owner claims nothing any more. */
  retire(): void {
    ownersHere().delete(this.name);
  }
}

/** The neighbourhood of this process. */
export function processNeighbourhood(hostname: string): Neighbourhood {
  return {
    hostname,
    pid: process.pid,
    isAlive(pid) {
      try {
        return process.kill(pid, 0);
      } catch (error) {
        return (error as NodeJS.ErrnoException).code === 'EPERM';
      }
    },
  };
}
