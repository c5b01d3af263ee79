import { activityVersion, emptyActivity, type ActivityRecord } from '@community-crm/community-model';

const START = Date.parse('2026-01-05T00:00:00Z');

/** Messages of a busy community in time order: every third an answer, spread over members, groups and days. */
export function madeUpActivities(
  count: number,
  { members, groups }: { members: number; groups: number },
  from = 0,
): ActivityRecord[] {
  return Array.from({ length: count }, (_, k) => {
    const i = from + k;
    const chat = {
      platform: 'telegram',
      externalId: String(-1001000000000 - (i % groups)),
      title: `Group ${i % groups}`,
    };
    const at = START + i * 20_000;
    const isReply = i % 3 === 0 && i >= groups;
    const actor = (i * 7919) % members;
    return {
      ...emptyActivity({
        source: 'telegram',
        externalKey: `m:${chat.externalId}:${i}`,
        version: activityVersion(at, 'import'),
        chat,
        actor: { platform: 'telegram', externalId: String(1000 + actor), displayName: `Member ${actor}` },
        kind: isReply ? 'reply' : 'message',
        occurredAt: at,
      }),
      isReply,
      replyToKey: isReply ? `m:${chat.externalId}:${i - groups}` : null,
      textLength: 12 + (i % 80),
      payload: { entities: { url: 1 }, linkHosts: ['example.org'] },
    };
  });
}
