import type { Filter } from '../query';

/** What the host's filter blocks hand over: an object, or one that makes itself into one. */
type Given = Filter | string;

/**
 * What the host's filter blocks look for in a block that they are to filter: its `resource`. Filters come one for each
 * filter field, then `refresh` is called; the block is told when they have changed.
 */
export class FilterTarget {
  readonly supportsFilter = true;
  loading = false;
  private readonly groups = new Map<string, Filter>();

  constructor(private readonly onChange: () => void) {}

  addFilterGroup(key: string, filter: Given): void {
    // the host's own filter objects become plain when they are made JSON of
    const plain: unknown = typeof filter === 'string' ? filter : (JSON.parse(JSON.stringify(filter)) as unknown);
    const value: unknown = typeof plain === 'string' ? JSON.parse(plain) : plain;
    this.groups.set(key, value as Filter);
  }

  removeFilterGroup(key: string): void {
    this.groups.delete(key);
  }

  /** All of them together; empty for everyone. */
  getFilter(): Filter {
    const parts = [...this.groups.values()].filter((part) => Object.keys(part).length > 0);
    if (parts.length === 0) return {};
    return parts.length === 1 ? parts[0] : { $and: parts };
  }

  async refresh(): Promise<void> {
    this.onChange();
  }
}
