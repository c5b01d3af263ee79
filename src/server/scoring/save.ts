import type { ScoringAnswer, ScoringDraft } from '../../common/scoring';
import { readProfile } from '../configuration';
import { rowsJson, rowSource, updateFrom, type Store, type WriteGate } from '../store';

/** The weighting in force. */
export async function readScoring(store: Store): Promise<ScoringAnswer> {
  const profile = await readProfile(store);
  const rows = await store.select<{
    key: string;
    title: string | null;
    weight: number | string | null;
    dailyCap: number | string | null;
  }>('SELECT k."key", k."title", k."weight", k."dailyCap" FROM {communityKinds} AS k ORDER BY k."id"');
  return {
    version: profile.version,
    halfLifeDays: profile.halfLifeDays,
    pointsForHalf: profile.pointsForHalf,
    mediumFrom: profile.mediumFrom,
    highFrom: profile.highFrom,
    sessionGapMinutes: profile.sessionGapMinutes,
    kinds: rows.map(({ key, title, weight, dailyCap }) => ({
      key,
      title: title ?? key,
      weight: Number(weight ?? 0),
      dailyCap: dailyCap === null ? null : Number(dailyCap),
    })),
  };
}

/** Puts a weighting into force, as the next version. Kinds that the draft does not name stay as they are. */
export async function saveScoring(store: Store, gate: WriteGate, draft: ScoringDraft): Promise<void> {
  const { id } = await readProfile(store);
  const { kinds, halfLifeDays, pointsForHalf, mediumFrom, highFrom, sessionGapMinutes } = draft;
  await gate.run(async (transaction) => {
    await store.execute(
      `UPDATE {communityScoringProfiles} SET "halfLifeDays" = $halfLifeDays, "pointsForHalf" = $pointsForHalf,
         "mediumFrom" = $mediumFrom, "highFrom" = $highFrom, "sessionGapMinutes" = $sessionGapMinutes, "version" = "version" + 1
       WHERE "id" = $id`,
      { bind: { id, halfLifeDays, pointsForHalf, mediumFrom, highFrom, sessionGapMinutes }, transaction },
    );
    await store.execute(
      updateFrom(store.dialect, {
        table: '{communityKinds}',
        source: rowSource(store.dialect, 'kinds', { key: 'text', weight: 'float', dailyCap: 'float' }),
        on: 't."key" = s."key"',
        set: { weight: 's."weight"', dailyCap: 's."dailyCap"' },
      }),
      { bind: { kinds: rowsJson(kinds.map((kind) => [kind.key, kind.weight, kind.dailyCap])) }, transaction },
    );
  });
}
