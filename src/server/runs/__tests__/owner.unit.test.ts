import { Owner } from '../owner';

const on = (hostname: string, pid: number, alive: number[] = []) =>
  new Owner({ hostname, pid, isAlive: (other) => alive.includes(other) });
/** An owner of a process that was killed: nobody has retired it, but it is no longer in this process either. */
const killed = (hostname: string, pid: number): string => {
  const owner = on(hostname, pid);
  owner.retire();
  return owner.name;
};

describe('who holds a claim', () => {
  it('is gone when its process on this machine does not run any more', () => {
    expect(on('crm', 10, [10]).isGone(killed('crm', 9))).toBe(true);
  });

  it('is gone when this process has its number: it was started in its place', () => {
    expect(on('container', 1, [1]).isGone(killed('container', 1))).toBe(true);
  });

  it('is not gone as long as its process runs', () => {
    expect(on('crm', 10, [9, 10]).isGone(killed('crm', 9))).toBe(false);
  });

  it('is not known to be gone on another machine', () => {
    expect(on('crm-1', 10).isGone(killed('crm-2', 9))).toBe(false);
  });

  it('is not gone when it is another application of this process', () => {
    const other = on('crm', 10);
    expect(on('crm', 10).isGone(other.name)).toBe(false);
    other.retire();
    expect(on('crm', 10).isGone(other.name)).toBe(true);
  });

  it('is not known to be gone when its name is of another form', () => {
    expect(on('crm', 10).isGone('3f0c1f6e-0000-4000-8000-000000000000')).toBe(false);
  });

  it('has a name that fits its column', () => {
    expect(on('a-very-long-host-name'.repeat(20), 4_194_304).name.length).toBeLessThanOrEqual(64);
  });
});
