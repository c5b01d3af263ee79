import { dayLabel } from '@community-crm/community-model';
import type { Subject } from '../../common/conditions';
import type { Bind } from '../store';
import type { FrameOptions } from './frame';
import type { MetricRequest, MetricSql } from './metric';

/** Key columns of a table with `memberId` and `groupId`, by what a row of the frame is about. */
const KEYS: Record<Subject, readonly string[]> = {
  member: ['memberId'],
  membership: ['memberId', 'groupId'],
  group: ['groupId'],
};

class BoundValues {
  readonly bind: Bind = {};
  private counter = 0;

  bound(value: string | number): string {
    const name = `f${this.counter++}`;
    this.bind[name] = value;
    return `$${name}`;
  }
}

/** The pieces of SQL that depend on a frame's instant, subject and bound values. */
export class FrameSql {
  private readonly today: number;

  constructor(
    private readonly options: Pick<FrameOptions, 'store' | 'zone' | 'kinds' | 'asOf' | 'parameters' | 'only'>,
    readonly subject: Subject,
    private readonly values: BoundValues = new BoundValues(),
  ) {
    this.today = options.zone.dayNumber(options.asOf);
  }

  get bind(): Bind {
    return this.values.bind;
  }

  bound(value: string | number): string {
    return this.values.bound(value);
  }

  /** The same with the facts of all members at hand, binding into the same statement. */
  ofEverybody(): FrameSql {
    return new FrameSql({ ...this.options, only: undefined }, this.subject, this.values);
  }

  boundDay(day: number): string {
    return this.bound(dayLabel(day));
  }

  key(alias: string): string {
    return KEYS[this.subject].map((column) => `${alias}."${column}"`).join(', ');
  }

  own(alias: string): string {
    if (this.subject === 'member') return `${alias}."memberId" = m."id"`;
    if (this.subject === 'group') return `${alias}."groupId" = m."id"`;
    return `${alias}."memberId" = m."memberId" AND ${alias}."groupId" = m."groupId"`;
  }

  asOfDay(): string {
    return this.boundDay(this.today);
  }

  /** Condition over a table `alias` with a `day`: on a day of the window; without a window, by the day of `asOf`. */
  inWindow(window: MetricRequest['window'], alias = 'f'): string {
    return `${this.onDays(window, alias)}${this.chosen(alias)}`;
  }

  private onDays(window: MetricRequest['window'], alias = 'f'): string {
    const last = this.today - (window?.endingDaysAgo ?? 0);
    const until = `${alias}."day" <= ${this.boundDay(last)}`;
    return window ? `${alias}."day" > ${this.boundDay(last - window.days)} AND ${until}` : until;
  }

  /** Further condition over a table `alias` with a `memberId`: of the members who alone are looked at. */
  chosen(alias: string): string {
    const { only } = this.options;
    return only ? ` AND ${alias}."memberId" IN (${only})` : '';
  }

  /** Condition over daily facts `f`: of certain kinds and groups. */
  within({ groups }: MetricRequest, kinds: readonly string[] | undefined): string {
    const parts: string[] = [];
    if (kinds) parts.push(`f."kind" IN (${this.list(kinds)})`);
    if (groups) parts.push(`f."groupId" IN (${this.list(groups.map(Number))})`);
    return parts.length ? `(${parts.join(' AND ')})` : this.options.store.bool(true);
  }

  list(values: ReadonlyArray<string | number>): string {
    return values.map((value) => this.bound(value)).join(', ') || 'NULL';
  }

  /**
   * @param onKinds told which kinds the metric looks at; undefined = all
   * @param bounded whether facts of other days than the metric's window are read with its own
   */
  of(request: MetricRequest, onKinds?: (kinds: readonly string[] | undefined) => void, bounded = false): MetricSql {
    const { store, kinds, asOf, parameters } = this.options;
    return {
      dialect: store.sql,
      subject: this.subject,
      bind: (value) => this.bound(value),
      within: (defaultKinds) => {
        const wanted = request.kinds ?? defaultKinds;
        onKinds?.(wanted);
        const asked = this.within(request, wanted);
        return bounded ? `(${asked} AND ${this.onDays(request.window)})` : asked;
      },
      inWindow: () => this.inWindow(request.window),
      chosen: (alias) => this.chosen(alias),
      key: (alias) => this.key(alias),
      own: (alias) => this.own(alias),
      utterances: kinds.utterances,
      signsOfLife: kinds.signsOfLife,
      asOfMs: String(Math.trunc(asOf)),
      asOfDay: () => this.asOfDay(),
      asOfInstant: () => store.instantParam(this.bound(store.instant(asOf))),
      today: this.today,
      dayBefore: (days) => this.boundDay(this.today - days),
      parameter: (name) => {
        const value = parameters?.[name];
        if (value === undefined) throw new Error(`The frame was made without the parameter "${name}".`);
        return store.sql.float(this.bound(value));
      },
    };
  }
}
