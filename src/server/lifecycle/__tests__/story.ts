import { activityVersion, emptyActivity, type ActivityRecord } from '@community-crm/community-model';
import type { TestApp } from '@community-crm/host/testing';
import { startServices } from '../../__tests__/startServices';
import { readKinds } from '../../configuration';
import type { Services } from '../../services';
import { readLifecycle, runLifecycle, type LifecycleCounts, type LifecycleRunInput, type TouchedMembers } from '..';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** One thing somebody did, on a day of the story. */
export interface Deed {
  who: string;
  /** Day of the story, with a fraction for the time of day; day 0 is a Monday. */
  day: number;
  kind?: string;
  group?: string;
  amount?: number;
}

/** A stage that a member came to: its key, and the day of the story on which the change is stamped. */
export type Stay = [stage: string, day: number];

/** A community on a host of its own whose days are told one by one. */
export class Story {
  /** Midnight before day 0, UTC. */
  readonly start = Date.parse('2026-03-02T00:00:00Z');
  private lastAsOf: number | null = null;
  private told = 0;

  private constructor(
    readonly app: TestApp,
    readonly services: Services,
  ) {}

  static async begin(): Promise<Story> {
    const { app, services } = await startServices();
    // the story has a clock of its own
    await services.liveLabels.stop();
    return new Story(app, services);
  }

  end(): Promise<void> {
    return this.app.close();
  }

  at(day: number): number {
    return Math.round(this.start + day * DAY);
  }

  async tell(deeds: readonly Deed[]): Promise<void> {
    const { writer, facts } = this.services;
    const records = deeds.map((deed) => this.record(deed));
    for (let i = 0; i < records.length; i += 2000) await writer.write(records.slice(i, i + 2000));
    await facts.drain();
  }

  /** Makes labels as of a day of the story. */
  async labels(day: number, over: Partial<LifecycleRunInput> = {}): Promise<LifecycleCounts> {
    const { store, gate, settings } = this.services;
    const asOf = this.at(day);
    const touched = await this.touched();
    const counts = await runLifecycle({
      ...{ store, gate, asOf, touched, lastAsOf: this.lastAsOf, runId: null },
      zone: await settings.zone(),
      kinds: await readKinds(store),
      lifecycle: await readLifecycle(store),
      ...over,
    });
    this.lastAsOf = asOf;
    return counts;
  }

  /** Tells a whole life and makes labels at the end of each of its days. */
  async live(deeds: readonly Deed[], until: number, from = 0): Promise<void> {
    for (let day = from; day < until; day += 1) {
      await this.tell(deeds.filter((deed) => Math.floor(deed.day) === day));
      await this.labels(day + 1 - 1 / DAY);
    }
  }

  /** The stages that a member went through. */
  async stays(who: string): Promise<Stay[]> {
    const rows = await this.services.store.select<{ to: string; at: number | string }>(
      `SELECT c."to", ${this.services.store.sql.epochMs('c."at"')} AS "at" FROM {communityStageChanges} AS c
       JOIN {communityMembers} AS m ON m."id" = c."memberId" WHERE m."displayName" = $who ORDER BY c."at", c."id"`,
      { bind: { who } },
    );
    return rows.map(({ to, at }) => [to, Math.floor((Number(at) - this.start) / DAY)]);
  }

  async member(who: string): Promise<Record<string, unknown>> {
    const row = await this.app.db.getRepository('communityMembers').findOne({ filter: { displayName: who } });
    return row.toJSON() as Record<string, unknown>;
  }

  /** Everything that is on record, one line a change, in the order of time. */
  async history(): Promise<string[]> {
    const { store } = this.services;
    const rows = await store.select(
      `SELECT m."displayName" AS "who", c."from", c."to", c."ruleKey", ${store.sql.epochMs('c."at"')} AS "at" FROM {communityStageChanges} AS c
       JOIN {communityMembers} AS m ON m."id" = c."memberId"`,
    );
    const days = (at: unknown) => ((Number(at) - this.start) / DAY).toFixed(3).padStart(8, '0');
    return rows.map((row) => `${days(row.at)} ${row.who}: ${row.from} → ${row.to} (${row.ruleKey})`).sort();
  }

  /** Forgets all stages, as if no run had ever been. */
  async forgetLabels(): Promise<void> {
    const { store, gate } = this.services;
    await gate.run(async (transaction) => {
      await store.execute('UPDATE {communityMembers} SET "stage" = NULL, "stageSince" = NULL', { transaction });
      await store.execute('DELETE FROM {communityStageChanges}', { transaction });
    });
    this.lastAsOf = null;
  }

  /** Members with facts on the days after one of the story, up to another. */
  async activeBetween(after: number, upTo: number): Promise<TouchedMembers> {
    const { store } = this.services;
    const day = (number: number) => new Date(this.at(number)).toISOString().slice(0, 10);
    const rows = await store.select(
      'SELECT DISTINCT f."memberId" FROM {communityDailyFacts} AS f WHERE f."day" > $after AND f."day" <= $upTo',
      { bind: { after: day(after), upTo: day(upTo) } },
    );
    return new Map(rows.map(({ memberId }) => [Number(memberId), { history: false }]));
  }

  private async touched(): Promise<TouchedMembers> {
    const { store, gate } = this.services;
    const rows = await store.select('SELECT DISTINCT t."memberId" FROM {communityLabelTouches} AS t');
    await gate.run((transaction) => store.execute('DELETE FROM {communityLabelTouches}', { transaction }));
    return new Map(rows.map(({ memberId }) => [Number(memberId), { history: false }]));
  }

  private record({ who, day, kind = 'message', group = 'Main', amount }: Deed): ActivityRecord {
    const at = this.at(day);
    const outside = group === '';
    return {
      ...emptyActivity({
        source: 'story',
        externalKey: `${who} ${kind} ${(this.told += 1)}`,
        version: activityVersion(at, 'live'),
        chat: outside ? null : { platform: 'story', externalId: group, title: group },
        actor: { platform: 'story', externalId: who, displayName: who },
        kind,
        occurredAt: at,
      }),
      isForward: kind === 'forward',
      amount: amount ?? null,
      currency: amount === undefined ? null : 'CNY',
    };
  }
}

/** The same deed on every day from the first to the last. */
export function daily(deed: Omit<Deed, 'day'>, first: number, last: number, times = 1): Deed[] {
  const deeds: Deed[] = [];
  for (let day = first; day <= last; day += 1)
    for (let i = 0; i < times; i += 1) deeds.push({ ...deed, day: day + 0.5 + i / 1000 });
  return deeds;
}
