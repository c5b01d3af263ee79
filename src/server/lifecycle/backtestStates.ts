import { dayLabel, type CommunityZone } from '@community-crm/community-model';
import type { FrameKinds } from '../metrics';
import { deleteByIds, rowsJson, rowSource, updateFrom, type Bind, type Store, type WriteGate } from '../store';
import { isPerson } from './subjects';

export const SIDES = ['draft', 'current'] as const;
export type Side = (typeof SIDES)[number];

/** Rows written by one transaction. */
const PORTION = 4000;
/** Days within which the last sign of life of most who are there lies. */
const RECENT_DAYS = 30;

/** The scratch table of a backtest: one row a member and side. */
export class BacktestStates {
  constructor(
    private readonly store: Store,
    private readonly gate: WriteGate,
    /** Called between transactions; ends the work by throwing. */
    private readonly pause: () => Promise<void>,
  ) {}

  /** Removes everything, also what a backtest that was cut off has left behind. */
  async clear(): Promise<void> {
    const some = `SELECT b."id" FROM {communityBacktestStates} AS b ORDER BY b."id" LIMIT ${PORTION}`;
    const statement = deleteByIds(this.store.dialect, '{communityBacktestStates}', some);
    while (await this.gate.run((transaction) => this.store.change(statement, { transaction })));
  }

  /** Adds whoever was first seen after one instant and by another; `after` null = from the beginning. */
  async arrive(after: number | null, by: number): Promise<void> {
    const { store, gate } = this;
    const seen = `m."firstSeenAt" <= ${store.instantParam('$by')} AND ${isPerson(store, 'm')}${
      after === null ? '' : ` AND m."firstSeenAt" > ${store.instantParam('$after')}`
    }`;
    const bind: Bind = { by: store.instant(by), ...(after === null ? {} : { after: store.instant(after) }) };
    for (let last = 0; ;) {
      await this.pause();
      const [row] = await store.select(
        `SELECT MAX(p."id") AS "last" FROM (SELECT m."id" FROM {communityMembers} AS m WHERE ${seen} AND m."id" > $last ORDER BY m."id" LIMIT ${PORTION}) AS p`,
        { bind: { ...bind, last } },
      );
      if (row.last === null) return;
      const upTo = Number(row.last);
      for (const side of SIDES)
        await gate.run((transaction) =>
          store.execute(
            `INSERT INTO {communityBacktestStates} ("side", "memberId", "firstSeenAt", "lastActiveAt")
             SELECT ${store.text('$side')}, m."id", m."firstSeenAt", m."lastActiveAt" FROM {communityMembers} AS m
             WHERE ${seen} AND m."id" > $last AND m."id" <= $upTo`,
            { bind: { ...bind, last, upTo, side }, transaction },
          ),
        );
      last = upTo;
    }
  }

  /**
   * Both sides for an evaluation at a date; `only` some members. Their last sign of life is what it was then: mostly it lies
   * within the last weeks, and one reading of those finds it for everybody. Of the others the metric looks for it.
   */
  subjects(
    { zone, kinds }: { zone: CommunityZone; kinds: FrameKinds },
    date: number,
    only?: readonly number[],
  ): { subjects: string; subjectBind: Bind; only?: string } {
    const { store } = this;
    const today = zone.dayNumber(date);
    const bind: Bind = { recent: dayLabel(today - RECENT_DAYS), reached: dayLabel(today) };
    const signs = kinds.signsOfLife.map((kind, i) => {
      bind[`sign${i}`] = kind;
      return `$sign${i}`;
    });
    const ids = only && `SELECT o."id" FROM ${rowSource(store.dialect, 'only', { id: 'int' })} AS o`;
    const among = (column: string) => (ids ? ` AND ${column} IN (${ids})` : '');
    const recent = `SELECT f."memberId", MAX(f."lastAt") AS "at" FROM {communityDailyFacts} AS f
      WHERE f."day" > $recent AND f."day" <= $reached AND ((f."count" > 0 AND f."kind" IN (${signs.join(', ') || 'NULL'})) OR (f."rejoins" > 0 AND f."kind" = 'join'))${among('f."memberId"')}
      GROUP BY f."memberId"`;
    return {
      subjects: `SELECT b."memberId" AS "id", b."side", b."stage", b."stageSince", b."firstSeenAt", COALESCE(r."at", b."lastActiveAt") AS "lastActiveAt"
        FROM {communityBacktestStates} AS b LEFT JOIN (${recent}) AS r ON r."memberId" = b."memberId" WHERE TRUE${among('b."memberId"')}`,
      subjectBind: only ? { ...bind, only: rowsJson(only.map((id) => [id])) } : bind,
      only: ids,
    };
  }

  /** Moves members to other stages as of an instant. */
  async move(side: Side, at: number, moves: ReadonlyArray<[id: number, stage: string]>): Promise<void> {
    const { store, gate } = this;
    const statement = updateFrom(store.dialect, {
      table: '{communityBacktestStates}',
      source: rowSource(store.dialect, 'rows', { id: 'int', stage: 'text' }),
      on: `t."side" = ${store.text('$side')} AND t."memberId" = s."id"`,
      set: { stage: 's."stage"', stageSince: store.instantParam('$at') },
    });
    for (let i = 0; i < moves.length; i += PORTION) {
      await this.pause();
      const rows = rowsJson(moves.slice(i, i + PORTION));
      await gate.run((transaction) =>
        store.execute(statement, { bind: { rows, side, at: store.instant(at) }, transaction }),
      );
    }
  }

  /** Members per stage. */
  async sizes(): Promise<Record<Side, Map<string, number>>> {
    const rows = await this.store.select<{ side: Side; stage: string | null; n: number | string }>(
      'SELECT b."side", b."stage", COUNT(*) AS "n" FROM {communityBacktestStates} AS b GROUP BY b."side", b."stage"',
    );
    const sizes: Record<Side, Map<string, number>> = { draft: new Map(), current: new Map() };
    for (const { side, stage, n } of rows) if (stage !== null) sizes[side].set(stage, Number(n));
    return sizes;
  }

  async count(): Promise<number> {
    const [row] = await this.store.select(
      `SELECT COUNT(*) AS "n" FROM {communityBacktestStates} AS b WHERE b."side" = 'draft'`,
    );
    return Number(row.n);
  }
}
