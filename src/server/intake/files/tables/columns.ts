import { ImportError } from '../importError';
import type { Field, Mapping } from './mapping';
import { presetOf } from './presets';
import { emptyMapping, parseMapping } from './mapping';

/** Names by which a column is known without a mapping, in lower case without spaces, hyphens and underscores. */
const KNOWN_NAMES: Record<Field, string[]> = {
  key: ['key', 'id', 'messageid', 'msgid', 'orderid', 'eventid', '消息id', '编号'],
  at: ['at', 'time', 'date', 'datetime', 'timestamp', 'createdat', 'occurredat', '时间', '日期'],
  updatedAt: ['updatedat', 'editedat', 'modifiedat', '更新时间'],
  kind: ['kind', 'activity', '活动', '类型'],
  'actor.id': ['actorid', 'userid', 'authorid', 'memberid', 'senderid', 'customerid', '用户id', '成员id'],
  'actor.name': ['actorname', 'username', 'author', 'name', 'member', 'sender', 'nickname', '姓名', '昵称', '用户'],
  'actor.username': ['actorusername', 'handle', 'login'],
  'actor.language': ['language', 'actorlanguage', '语言'],
  'actor.platform': ['platform', 'actorplatform', '平台'],
  'actor.isBot': ['isbot'],
  'group.id': ['groupid', 'chatid', 'channelid', 'roomid', '群id'],
  'group.title': ['group', 'grouptitle', 'groupname', 'chat', 'channel', 'room', '群', '群名称'],
  'group.platform': ['groupplatform', 'platform', '平台'],
  amount: ['amount', 'total', 'price', '金额'],
  currency: ['currency', '币种', '货币'],
  text: ['text', 'content', 'message', 'body', '内容', '消息内容'],
  textLength: ['textlength', 'length', 'characters', '字数'],
  replyTo: ['replyto', 'replytoid', '回复'],
  retracted: ['retracted', 'deleted', 'cancelled', '撤回'],
};

const simple = (name: string): string => name.toLowerCase().replace(/[\s_.-]/g, '');

const listed = (columns: readonly string[]): string => columns.slice(0, 40).join(', ');

/**
 * The mapping of a table with these columns: as given, else a preset that they give away, else by their names.
 *
 * @throws ImportError COLUMN_UNKNOWN, COLUMN_MISSING
 */
export function mappingFor(columns: readonly string[], given: Mapping | null): Mapping {
  const mapping = given ?? guessed(columns);
  if (mapping.strict) {
    const named = [...Object.values(mapping.columns).flat(), ...mapping.payload];
    const missing = named.find((name) => !columns.includes(name));
    if (missing !== undefined) throw new ImportError('COLUMN_UNKNOWN', { column: missing, columns: listed(columns) });
  }
  const present = Object.fromEntries(
    Object.entries(mapping.columns)
      .map(([field, names]) => [field, names.filter((name) => columns.includes(name))] as const)
      .filter(([, names]) => names.length),
  ) as Mapping['columns'];
  const has = (field: Field) => field in present || field in mapping.constants;
  if (!has('at')) throw new ImportError('COLUMN_MISSING', { field: 'at', columns: listed(columns) });
  const complete: Mapping = { ...mapping, columns: present };
  if (has('kind')) return complete;
  // a list of messages need not say that they are messages
  if (!has('text')) throw new ImportError('COLUMN_MISSING', { field: 'kind', columns: listed(columns) });
  return { ...complete, constants: { kind: 'message', ...complete.constants } };
}

function guessed(columns: readonly string[]): Mapping {
  const preset = presetOf(columns);
  if (preset) return parseMapping(preset);
  const byName = Object.entries(KNOWN_NAMES).flatMap(([field, known]) => {
    const found = known.flatMap((name) => columns.find((column) => simple(column) === name) ?? []);
    return found.length ? [[field, [found[0]]] as const] : [];
  });
  return { ...emptyMapping(), columns: Object.fromEntries(byName) };
}
