import {
  BOARD_FIGURES,
  type Board,
  type Figure,
  type Figures,
  type LeaderboardRow,
  type Ranked,
} from '../../common/leaderboard';
import type { Level } from '../../common/names';
import type { Kinds } from '../configuration';
import { rowsJson, rowSource, type Bind, type Store } from '../store';
import { isPerson, sourceOf, THOUSANDTHS, type LeaderboardScope, type RankedPeriod } from './leaderboardFigures';

export interface LeaderboardQuery {
  board: Board;
  by: Figure;
  who: Ranked;
  group: number | null;
  period: RankedPeriod;
  previous: RankedPeriod | null;
  page: number;
  pageSize: number;
}

type Count = number | string;
type Asked = Pick<LeaderboardQuery, 'board' | 'who' | 'group'>;

/**
 * Members in the order of a figure, a page of them, with what they had in the period before. Everything is counted from
 * daily facts and memberships within the scope, so a member's place is that among the members whom the caller may see.
 *
 * Equal values share a rank, the next rank counts them all; equal ones stand by id.
 */
export async function leaderboard(
  store: Store,
  kinds: Kinds,
  query: LeaderboardQuery,
  scope: LeaderboardScope,
): Promise<{ rows: LeaderboardRow[]; total: number }> {
  const ranks = new Ranking(store, kinds, query, scope);
  const page = await ranks.page(query);
  if (!page.length) return { rows: [], total: query.page === 1 ? 0 : await ranks.count(query.period, 0) };
  const ids = page.map(({ id }) => id);
  const people = await readPeople(store, ids, query.group);
  const now = await ranks.figures(query.period, ids);
  const before = query.previous && (await ranks.figures(query.previous, ids));
  const earlier = query.previous && before ? await ranks.ranksAmong(query.previous, before) : null;
  // only where equal values may have begun on an earlier page does the first rank have to be counted
  let rank = query.page === 1 ? 1 : 1 + (await ranks.count(query.period, page[0].value));
  const first = (query.page - 1) * query.pageSize + 1;
  const rows = page.map(({ id, value }, i): LeaderboardRow => {
    if (i > 0 && value !== page[i - 1].value) rank = first + i;
    return {
      rank,
      id,
      ...(people.get(id) ?? { name: null, stage: null, persona: null, score: null, level: null }),
      figures: now.get(id) ?? {},
      previous: before && { rank: earlier?.get(id) ?? null, figures: before.get(id) ?? {} },
    };
  });
  return { rows, total: page[0].total };
}

/** The statements about one board. */
class Ranking {
  constructor(
    private readonly store: Store,
    private readonly kinds: Kinds,
    private readonly asked: Asked & { by: Figure },
    private readonly scope: LeaderboardScope,
  ) {}

  /** Rows `member`, `value` (> 0) of everybody who is ranked, with what they bind. */
  private standings(period: RankedPeriod): { sql: string; bind: Bind } {
    const { store, asked } = this;
    const { sql, member, figures, bind } = sourceOf(
      store,
      this.kinds,
      asked.board,
      asked.by,
      { ...asked, period },
      this.scope,
    );
    const ranked = asked.who === 'people' ? isPerson(store, 't."member"') : 't."member" <> 0';
    return {
      sql: `(SELECT ${member} AS "member", ${figures[asked.by] ?? '0'} AS "value" FROM ${sql} GROUP BY ${member}) AS t WHERE t."value" > 0 AND ${ranked}`,
      bind,
    };
  }

  async page({
    period,
    page,
    pageSize,
  }: LeaderboardQuery): Promise<Array<{ id: number; value: number; total: number }>> {
    const { sql, bind } = this.standings(period);
    const rows = await this.store.select<{ member: Count; value: Count; total: Count }>(
      `SELECT t."member", t."value", COUNT(*) OVER () AS "total" FROM ${sql}
       ORDER BY t."value" DESC, t."member" LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`,
      { bind },
    );
    return rows.map(({ member, value, total }) => ({ id: Number(member), value: Number(value), total: Number(total) }));
  }

  /** How many have more than this. */
  async count(period: RankedPeriod, value: number): Promise<number> {
    const { sql, bind } = this.standings(period);
    const [{ n }] = await this.store.select<{ n: Count }>(`SELECT COUNT(*) AS "n" FROM ${sql} AND t."value" > $least`, {
      bind: { ...bind, least: value },
    });
    return Number(n);
  }

  /** All figures of the board for some members; none for those who did nothing. */
  async figures(period: RankedPeriod, ids: readonly number[]): Promise<Map<number, Figures>> {
    const { store, asked } = this;
    const told = new Map<number, Figures>(ids.map((id) => [id, {}]));
    const wanted: readonly Figure[] = BOARD_FIGURES[asked.board];
    for (const figure of asked.board === 'inviters' ? (['invites', 'arrived'] as const) : wanted.slice(0, 1)) {
      const { sql, member, figures, bind } = sourceOf(
        store,
        this.kinds,
        asked.board,
        figure,
        { ...asked, period },
        this.scope,
      );
      const columns = Object.entries(figures).map(([name, expression]) => `${expression} AS "${name}"`);
      const rows = await store.select<Partial<Record<Figure, Count>> & { member: Count }>(
        `SELECT ${member} AS "member", ${columns.join(', ')} FROM ${sql}
           AND ${member} IN (SELECT r."id" FROM ${rowSource(store.dialect, 'ids', { id: 'int' })} AS r) GROUP BY ${member}`,
        { bind: { ...bind, ids: rowsJson(ids.map((id) => [id])) } },
      );
      for (const row of rows) {
        const entry = told.get(Number(row.member));
        for (const name of Object.keys(figures) as Figure[]) if (entry) entry[name] = inUnits(name, Number(row[name]));
      }
    }
    for (const figures of told.values()) for (const name of wanted) figures[name] ??= 0;
    return told;
  }

  /** The ranks of some members among all, by the figures that they had. */
  async ranksAmong(period: RankedPeriod, figures: Map<number, Figures>): Promise<Map<number, number>> {
    const { by } = this.asked;
    const values = [...figures]
      .map(([id, had]) => ({ id, value: inParts(by, had[by] ?? 0) }))
      .filter(({ value }) => value > 0);
    if (!values.length) return new Map();
    const least = Math.min(...values.map(({ value }) => value));
    const { sql, bind } = this.standings(period);
    const better = await this.store.select<{ value: Count; n: Count }>(
      `SELECT t."value", COUNT(*) AS "n" FROM ${sql} AND t."value" > $least GROUP BY t."value"`,
      { bind: { ...bind, least } },
    );
    const above = (value: number) =>
      better.reduce((sum, row) => sum + (Number(row.value) > value ? Number(row.n) : 0), 0);
    return new Map(values.map(({ id, value }) => [id, 1 + above(value)]));
  }
}

const inUnits = (figure: Figure, value: number): number => (figure === 'points' ? value / THOUSANDTHS : value);
const inParts = (figure: Figure, value: number): number =>
  figure === 'points' ? Math.round(value * THOUSANDTHS) : value;

async function readPeople(
  store: Store,
  ids: readonly number[],
  group: number | null,
): Promise<Map<number, Pick<LeaderboardRow, 'name' | 'stage' | 'persona' | 'score' | 'level'>>> {
  const rows = await store.select<{
    id: Count;
    name: string | null;
    stage: string | null;
    persona: string | null;
    score: Count | null;
    level: Level | null;
  }>(
    `SELECT m."id", m."displayName" AS "name", m."stage", m."persona", m."engagementScore" AS "score", ${group === null ? 'NULL' : 'x."level"'} AS "level"
     FROM ${rowSource(store.dialect, 'ids', { id: 'int' })} AS r JOIN {communityMembers} AS m ON m."id" = r."id"
     ${group === null ? '' : 'LEFT JOIN {communityMemberships} AS x ON x."memberId" = m."id" AND x."groupId" = $group'}`,
    { bind: { ids: rowsJson(ids.map((id) => [id])), ...(group === null ? {} : { group }) } },
  );
  return new Map(
    rows.map(({ id, name, stage, persona, score, level }) => [
      Number(id),
      { name, stage, persona, score: score === null ? null : Number(score), level },
    ]),
  );
}
