import { dayNumberOf } from '@community-crm/community-model';
import type { ScoringProfile } from '../configuration';
import type { Store, WriteGate } from '../store';

/** Half-lives after which stored points become too large to be kept: a power of two beyond 1023 is no number any more. */
const FURTHEST = 400;

/**
 * The profile with a landmark that is near enough. A new one changes all stored points and none that are shown; the
 * version goes up, so that everything is computed again even if this process dies before it has done so.
 */
export async function renewedLandmark(input: {
  store: Store;
  gate: WriteGate;
  profile: ScoringProfile;
  asOfDay: string;
}): Promise<ScoringProfile> {
  const { store, gate, profile } = input;
  const landmarkDay = dayNumberOf(input.asOfDay);
  if (landmarkDay - profile.landmarkDay < FURTHEST * profile.halfLifeDays) return profile;
  await gate.run((transaction) =>
    store.execute(
      'UPDATE {communityScoringProfiles} SET "landmarkDay" = $landmarkDay, "version" = "version" + 1 WHERE "id" = $id',
      { bind: { landmarkDay, id: profile.id }, transaction },
    ),
  );
  return { ...profile, landmarkDay, version: profile.version + 1 };
}
