import type { Context, Next } from '@nocobase/actions';
import type { Collection, Database, Filter } from '@nocobase/database';
import { readKinds } from '../configuration';
import {
  columnOf,
  eligible,
  fits,
  isOurs,
  MEMBER_BY,
  MappingError,
  primaryKey,
  type FieldRole,
  type MemberBy,
} from '../intake/mapping';
import { reading } from '../intake/foreign';
import { MAPPING_MESSAGES } from '../../common/mappingMessages';
import type { Store } from '../store';
import { inputOf, notAllowed, refuse } from './requests';

type Values = Record<string, unknown>;

const RESOURCE = 'communityMappings';
const FITTING: Record<FieldRole, string> = {
  member: 'a relation to a member (many to one)',
  group: 'a relation to a group (many to one)',
  time: 'a date or time',
  number: 'a number',
  text: 'a text, a number or a relation',
};

/** In front of the host's own actions on mappings: checks what operators enter, and keeps out what only a run writes. */
export function mappingGuard(store: Store) {
  return async (context: unknown, next: Next): Promise<void> => {
    const ctx = context as Context;
    const { resourceName, actionName, params } = ctx.action as {
      resourceName: string;
      actionName: string;
      params: Values;
    };
    if (resourceName === RESOURCE) {
      if (['updateOrCreate', 'firstOrCreate', 'move', 'add', 'set', 'remove'].includes(actionName))
        refuse(ctx, 400, 'ACTION_NOT_ALLOWED', 'Mappings cannot be used in this way.');
      if (actionName === 'create' || actionName === 'update') {
        const given = (params.values ?? {}) as Values;
        try {
          params.values = await checkMapping(store, { ...(await stored(store.db, actionName, params)), ...given });
        } catch (error) {
          if (!(error instanceof MappingError)) throw error;
          refuse(ctx, 400, error.code, MAPPING_MESSAGES[error.code], error.values);
        }
      }
    }
    await next();
  };
}

async function stored(db: Database, action: string, { filterByTk }: Values): Promise<Values> {
  if (action === 'create') return {};
  const row = await db.getRepository(RESOURCE).findOne({ filterByTk: filterByTk as number });
  return row ? (row.toJSON() as Values) : {};
}

/**
 * @returns what is stored
 * @throws MappingError
 */
async function checkMapping(store: Store, values: Values): Promise<Values> {
  const { db } = store;
  const text = (name: string) => (typeof values[name] === 'string' ? (values[name] as string).trim() : '');
  const title = text('title');
  if (!title || title.length > 100) throw new MappingError('TITLE_REQUIRED');
  const collection = collectionOf(db, text('collectionName'));
  const field = (name: string, role: FieldRole, needed = false): string | null => {
    const chosen = text(name);
    if (!chosen && !needed) return null;
    if (!chosen || !fits(collection, chosen, role)) throw unfitField(name, chosen, role);
    return chosen;
  };
  const memberBy = MEMBER_BY.find((one) => one === values.memberBy);
  if (!memberBy)
    throw new MappingError('MEMBER_BY_UNKNOWN', { value: String(values.memberBy), allowed: MEMBER_BY.join(', ') });
  const checked = {
    title,
    collectionName: collection.name,
    enabled: values.enabled !== false,
    memberBy,
    memberField: field('memberField', memberBy === 'relation' ? 'member' : 'text', true),
    ...memberLink(db, memberBy, values),
    timeField: field('timeField', 'time', true),
    kind: await kindOf(store, text('kind')),
    amountField: field('amountField', 'number'),
    currencyField: field('currencyField', 'text'),
    currency: currencyOf(values.currency),
    groupField: field('groupField', 'group'),
    groupId: await groupOf(db, values.groupId),
    filter: await filterOf(collection, values.filter),
  };
  return checked;
}

function collectionOf(db: Database, name: string): Collection {
  if (isOurs(name)) throw new MappingError('OWN_COLLECTION', { collection: name });
  const collection = eligible(db).find((one) => one.name === name);
  if (!collection) throw new MappingError('COLLECTION_MISSING', { collection: name.slice(0, 60) });
  return collection;
}

function memberLink(db: Database, memberBy: MemberBy, values: Values) {
  const nothing = { memberPlatform: null, memberMatchField: null };
  if (memberBy === 'relation') return nothing;
  if (memberBy === 'field') {
    const name = String(values.memberMatchField ?? '');
    const members = db.getCollection('communityMembers');
    if (!name || !fits(members, name, 'text')) throw unfitField('memberMatchField', name, 'text');
    return { ...nothing, memberMatchField: name };
  }
  try {
    const memberPlatform = reading.slug(values.memberPlatform, 'memberPlatform');
    if (memberPlatform) return { ...nothing, memberPlatform };
  } catch {
    // said below in the words of the form
  }
  throw new MappingError('PLATFORM_NEEDED');
}

async function kindOf(store: Store, kind: string): Promise<string> {
  const kinds = (await readKinds(store)).rows.map(({ key }) => key);
  if (kinds.includes(kind)) return kind;
  throw new MappingError('KIND_UNKNOWN', { kind: kind.slice(0, 60), allowed: kinds.join(', ') });
}

function currencyOf(value: unknown): string | null {
  try {
    return reading.currency(value, 'currency');
  } catch {
    throw new MappingError('CURRENCY_UNFIT', { value: String(value).slice(0, 60) });
  }
}

async function groupOf(db: Database, value: unknown): Promise<number | null> {
  if (value === undefined || value === null || value === '' || value === 0) return null;
  const id = Number(value);
  const group = Number.isSafeInteger(id) && (await db.getRepository('communityGroups').findOne({ filterByTk: id }));
  if (!group) throw new MappingError('GROUP_UNKNOWN', { group: String(value).slice(0, 60) });
  return id;
}

/** A filter is right when the database can answer it. */
async function filterOf(collection: Collection, value: unknown): Promise<Filter | null> {
  if (value === undefined || value === null || value === '') return null;
  const unfit = new MappingError('FILTER_UNFIT', { collection: collection.name });
  if (typeof value !== 'object' || Array.isArray(value)) throw unfit;
  if (!Object.keys(value).length) return null;
  // nobody is signed in when records are compared, so variables would stand for nothing
  if (JSON.stringify(value).includes('{{')) throw unfit;
  try {
    await collection.repository.findOne({ filter: value as Filter });
  } catch {
    throw unfit;
  }
  return value as Filter;
}

const unfitField = (name: string, field: string, role: FieldRole) =>
  new MappingError('FIELD_UNFIT', { name, field: field.slice(0, 60), allowed: FITTING[role] });

export interface SourcesOptions {
  store: Store;
  /** Queues a comparison. @returns the run's id */
  reconcile: (mappingId?: number) => Promise<number>;
  wake: () => void;
}

const ROLES: FieldRole[] = ['member', 'group', 'time', 'number', 'text'];

/** `communitySources`: what can be mapped, how it goes, and a comparison at once. */
export function sourcesActions({ store, reconcile, wake }: SourcesOptions) {
  return {
    async options(ctx: Context, next: Next) {
      const members = store.db.getCollection('communityMembers');
      ctx.body = {
        collections: eligible(store.db).map((collection) => ({
          name: collection.name,
          title: String(collection.options.title ?? collection.name),
          fields: fieldsOf(collection),
        })),
        memberFields: fieldsOf(members).filter(({ roles }) => roles.includes('text')),
      };
      await next();
    },

    async status(ctx: Context, next: Next) {
      const rows = await store.select<{ source: string; n: number | string }>(
        `SELECT a."source", COUNT(*) AS "n" FROM {communityActivities} AS a
         WHERE a."source" LIKE 'collection:%' AND a."retracted" = ${store.bool(false)} GROUP BY a."source"`,
      );
      ctx.body = Object.fromEntries(rows.map(({ source, n }) => [source.slice('collection:'.length), Number(n)]));
      await next();
    },

    async run(ctx: Context, next: Next) {
      const { mappingId } = inputOf(ctx);
      if (mappingId !== undefined && !Number.isSafeInteger(Number(mappingId)))
        notAllowed(ctx, 'mappingId', mappingId, 'id');
      const id = await reconcile(mappingId === undefined ? undefined : Number(mappingId));
      wake();
      ctx.body = { id };
      await next();
    },
  };
}

interface FieldChoice {
  name: string;
  title: string;
  roles: FieldRole[];
}

function fieldsOf(collection: Collection): FieldChoice[] {
  const stamps = ['createdAt', 'updatedAt'].filter((name) => !collection.hasField(name));
  const names = [...collection.fields.keys(), ...stamps];
  return names.flatMap((name) => {
    const roles = ROLES.filter((role) => fits(collection, name, role));
    const uiSchema = collection.getField(name)?.options.uiSchema as { title?: string } | undefined;
    const usable = columnOf(collection, name) in collection.model.rawAttributes && primaryKey(collection) !== null;
    return roles.length && usable ? [{ name, title: uiSchema?.title ?? name, roles }] : [];
  });
}
