import {
  activityVersion,
  dayLabel,
  emptyActivity,
  type ActivityRecord,
  type CommunityZone,
} from '@community-crm/community-model';
import { readKinds, readProfile } from '../../../configuration';
import { readConditionContext, type ConditionContext } from '../..';
import type { Condition } from '../../../../common/conditions';
import type { Services } from '../../../services';
import { rowsJson, rowSource, type Bind } from '../../../store';
import { GROUPS, PERSONAS, SEGMENTS, TAGS, TIERS, type RandomAct, type RandomPerson } from './arbitraries';
import type { Act, Kind, Person, World } from './community';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
/** The random time begins here; the clocks change in it. */
const START = Date.parse('2026-02-03T00:00:00Z');

interface Random {
  acts: readonly RandomAct[];
  people: readonly RandomPerson[];
  instants: [number, number];
}

let communities = 0;

/** A random community in the database: people who have done one thing each, and the rest of their acts to be played. */
export class Stage {
  private readonly ids = new Map<string, number>();
  private readonly groups = new Map<string, number>();
  private played = -Infinity;
  context!: ConditionContext;
  readonly instants: [number, number];

  private constructor(
    private readonly services: Services,
    readonly zone: CommunityZone,
    private readonly kinds: readonly Kind[],
    private readonly profile: World['profile'],
    private readonly people: readonly Person[],
    private readonly acts: readonly Act[],
    instants: [number, number],
  ) {
    this.instants = instants.map((minute) => START + minute * MINUTE) as [number, number];
  }

  static async set(services: Services, random: Random): Promise<Stage> {
    const { store, settings } = services;
    const run = (communities += 1);
    const people = random.people.map((person, i): Person => ({
      key: String(run * 100 + i),
      stage: person.stage,
      stageSince: person.stage === null ? null : START + person.stageSinceMinute * MINUTE,
      tags: person.tags,
      persona: person.persona,
      tier: person.tier,
      segments: person.segments,
      language: person.language,
    }));
    const kinds = await readKinds(store);
    const stage = new Stage(
      services,
      await settings.zone(),
      kinds.rows,
      await readProfile(store),
      people,
      actsOf(random.acts, people, run),
      random.instants,
    );
    await stage.prepare(run);
    return stage;
  }

  /** Makes members and groups known by something that counts for nothing, long ago. */
  private async prepare(run: number): Promise<void> {
    const { store, writer, facts, gate } = this.services;
    const groups = Array.from({ length: GROUPS }, (_, i) => `${run}${i}`);
    await writer.write(
      this.people.map(({ key }, i) =>
        this.record({ ...NOTHING, key: `known:${key}`, member: key, group: groups[i % GROUPS], at: START - DAY }),
      ),
    );
    await facts.drain();
    const rows = await store.select<{ id: number; externalId: string }>(
      'SELECT i."memberId" AS "id", i."externalId" FROM {communityIdentities} AS i',
    );
    for (const { id, externalId } of rows) this.ids.set(externalId, Number(id));
    const places = await store.select<{ id: number; externalId: string }>(
      'SELECT g."id", g."externalId" FROM {communityGroups} AS g',
    );
    for (const { id, externalId } of places) this.groups.set(externalId, Number(id));
    for (const [i, group] of groups.entries()) this.groups.set(`random ${i}`, this.groups.get(group) as number);
    const tags = await this.idsOf('communityTags', TAGS);
    const segments = await this.idsOf('communitySegments', SEGMENTS, { mode: 'static' });
    await gate.run(async (transaction) => {
      for (const { key, stage, stageSince, persona, tier, tags: carried, ...more } of this.people) {
        const id = this.idOf(key);
        const since = stageSince === null ? null : store.instant(stageSince);
        const given: Bind = { id, stage, since, persona, tier, language: more.language };
        await store.execute(
          `UPDATE {communityMembers} SET "stage" = $stage, "stageSince" = ${store.instantParam('$since')}, "persona" = $persona, "rfmTier" = $tier, "languageCode" = $language WHERE "id" = $id`,
          { bind: given, transaction },
        );
        for (const tag of carried)
          await store.execute(
            `INSERT INTO {communityMemberTags} ("memberId", "tagId", "createdAt", "updatedAt") VALUES ($id, $tag, ${store.instantParam('$now')}, ${store.instantParam('$now')})`,
            { bind: { id, tag: tags.get(tag) as number, now: store.instant(START) }, transaction },
          );
        for (const segment of more.segments)
          await store.execute(
            'INSERT INTO {communitySegmentMembers} ("segmentId", "memberId") VALUES ($segment, $id)',
            {
              bind: { id, segment: segments.get(segment) as number },
              transaction,
            },
          );
      }
    });
    const known = await readConditionContext(store);
    this.context = { ...known, labels: { ...known.labels, persona: PERSONAS, tier: TIERS } };
  }

  private async idsOf(collection: string, keys: readonly string[], values: object = {}): Promise<Map<string, number>> {
    const repository = this.services.store.db.getRepository(collection);
    const ids = new Map<string, number>();
    for (const key of keys) {
      const found = await repository.findOne({ filter: { key } });
      const row = found ?? (await repository.create({ values: { key, title: key, ...values } }));
      ids.set(key, Number(row.get('id')));
    }
    return ids;
  }

  idOf(key: string): number {
    return this.ids.get(key) as number;
  }

  /** Random conditions name groups by their number within the community. */
  withGroupIds<T extends Condition>(condition: T): T {
    return JSON.parse(JSON.stringify(condition), (key, value: unknown) =>
      key === 'groups' ? (value as string[]).map((n) => String(this.groups.get(`random ${n}`))) : value,
    ) as T;
  }

  /** Writes everything up to an instant and counts it. */
  async playUntil(instant: number): Promise<void> {
    const due = this.between(this.played, instant);
    await this.services.writer.write(due.map((act) => this.record(act)));
    await this.services.facts.drain();
    this.played = instant;
  }

  /** Acts after one instant, up to another. */
  between(after: number, until: number): Act[] {
    return this.acts.filter(({ at }) => at > after && at <= until);
  }

  endOfDay(instant: number, days: number): number {
    return this.zone.dayStart(dayLabel(this.zone.dayNumber(instant) + days + 1)) - 1;
  }

  /** What is known by now; group ids are those of the database. */
  world(): World {
    const { zone, kinds, profile, people } = this;
    const known = this.people.map(({ key }, i): Act => ({
      ...NOTHING,
      key: `known:${key}`,
      member: key,
      group: this.groupId(`random ${i % GROUPS}`),
      at: START - DAY,
    }));
    const acts = this.acts
      .filter(({ at }) => at <= this.played)
      .map((act) => ({ ...act, group: act.group === null ? null : this.groupId(act.group) }));
    return { zone, kinds, profile, people, acts: [...known, ...acts] };
  }

  private groupId(name: string): string {
    return String(this.groups.get(name));
  }

  /** The frame's subjects: the people of this community and nobody else. */
  subjects(): { subjects: string; subjectBind: Bind } {
    const { store } = this.services;
    const source = rowSource(store.dialect, 'people', { id: 'int' });
    return {
      subjects: `SELECT m."id", m."stage", m."stageSince", m."firstSeenAt", m."lastActiveAt" FROM ${source} AS r JOIN {communityMembers} AS m ON m."id" = r."id"`,
      subjectBind: { people: rowsJson(this.people.map(({ key }) => [this.idOf(key)])) },
    };
  }

  private record(act: Act): ActivityRecord {
    const target = act.target === null ? null : { platform: 'test', externalId: act.target };
    return {
      ...emptyActivity({
        source: 'test',
        externalKey: act.key,
        version: activityVersion(act.at, 'live'),
        chat: act.group === null ? null : { platform: 'test', externalId: act.group, title: act.group },
        actor: { platform: 'test', externalId: act.member, displayName: act.member },
        kind: act.kind,
        occurredAt: act.at,
      }),
      isReply: act.isReply,
      isForward: act.isForward,
      textLength: act.characters,
      amount: act.amount,
      replyTo: target,
      replyToKey: null,
    };
  }
}

/** A change of role: no sign of life and worth nothing. */
const NOTHING: Omit<Act, 'key' | 'member' | 'group' | 'at'> = {
  kind: 'role_change',
  isReply: false,
  isForward: false,
  characters: 0,
  amount: 0,
  target: null,
};

function actsOf(random: readonly RandomAct[], people: readonly Person[], run: number): Act[] {
  const acts: Act[] = [];
  for (const [i, { member, group, kind, minute, characters, amount, answers }] of random.entries()) {
    const place = group === GROUPS ? null : `${run}${group}`;
    const answered = kind === 'reply' || kind === 'reaction' ? people[answers % people.length].key : null;
    acts.push({
      key: `a:${run}:${i}`,
      member: people[member].key,
      group: place,
      kind,
      at: START + minute * MINUTE,
      isReply: kind === 'reply',
      isForward: kind === 'forward',
      characters: kind === 'join' || kind === 'leave' ? 0 : characters,
      amount: kind === 'purchase' ? amount : 0,
      target: answered,
    });
  }
  return acts;
}
