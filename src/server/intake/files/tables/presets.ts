import type { Mapping } from './mapping';

/** Mappings for what others export. A column that a file does not have is left out. */
export const PRESETS: Record<string, Pick<Mapping, 'columns' | 'constants' | 'kinds'>> = {
  /** DiscordChatExporter: CSV (no ids of messages or channels in it) and JSON. */
  discord: {
    columns: {
      key: ['id'],
      at: ['Date', 'timestamp'],
      // an unedited message must have an edit time as well: without one the order of two exports would decide
      updatedAt: ['timestampEdited', 'timestamp'],
      kind: ['type'],
      'actor.id': ['AuthorID', 'author.id'],
      'actor.name': ['author.nickname', 'author.name', 'Author'],
      'actor.username': ['author.name'],
      'actor.isBot': ['author.isBot'],
      'group.id': ['channel.id'],
      'group.title': ['channel.name'],
      text: ['Content', 'content'],
      replyTo: ['reference.messageId'],
    },
    constants: {},
    kinds: { '': 'message', Default: 'message', Reply: 'message', GuildMemberJoin: 'join', '*': null },
  },
  /** Message lists of WeChat groups, with the column names of common exporters. */
  wechat: {
    columns: {
      key: ['MsgSvrID', '消息ID', '消息id'],
      at: ['CreateTime', 'StrTime', '时间', '发送时间', '消息时间'],
      kind: ['Type', '消息类型', '类型'],
      'actor.id': ['Sender', 'wxid', '发送人ID', '发送者ID', '微信号', 'NickName', '发送人', '发送者', '昵称'],
      'actor.name': ['Remark', 'NickName', '发送人', '发送者', '昵称'],
      'group.id': ['StrTalker', 'TalkerId', '群ID', '群id', '群名称', '群聊', '群'],
      'group.title': ['群名称', '群聊', '群'],
      text: ['StrContent', '消息内容', '内容'],
    },
    constants: {},
    // 10000 and 10002 are notices of the program itself
    kinds: { '10000': null, '10002': null, 系统消息: null, '*': 'message' },
  },
  /** The message archive of WeCom. */
  wecom: {
    columns: {
      key: ['msgid'],
      at: ['msgtime'],
      kind: ['action'],
      'actor.id': ['from'],
      'group.id': ['roomid'],
      text: ['text.content', 'content'],
    },
    constants: {},
    kinds: { '': 'message', send: 'message', '*': null },
  },
};

/** The preset that a table's columns give away; null when they do not. */
export function presetOf(columns: readonly string[]): string | null {
  const has = (...names: string[]) => names.every((name) => columns.includes(name));
  if (has('AuthorID', 'Date', 'Content')) return 'discord';
  if (has('StrContent', 'CreateTime')) return 'wechat';
  if (has('msgid', 'msgtime')) return 'wecom';
  return null;
}
