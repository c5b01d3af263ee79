import { isRaw, type Raw } from './reading';

export interface Command {
  /** Lower case, without the slash. */
  command: string;
  /** The bot it is meant for, where it says so. */
  commandFor?: string;
  /** What a link to the bot brought along. */
  startPayload?: string;
}

const COMMAND = /^\/([a-z0-9_]{1,64})(?:@([a-z0-9_]{1,64}))?$/i;
const START_PAYLOAD = /^[A-Za-z0-9_-]{1,64}$/;

/** The command that a message begins with. What follows it is text and is not kept, except for a link's payload. */
export function readCommand(message: Raw, { withStart = false } = {}): Command | undefined {
  const isText = typeof message.text === 'string';
  const text = isText ? (message.text as string) : typeof message.caption === 'string' ? message.caption : '';
  const entities = isText ? message.entities : message.caption_entities;
  const first = Array.isArray(entities)
    ? entities.find((one) => isRaw(one) && one.type === 'bot_command' && one.offset === 0)
    : undefined;
  if (!isRaw(first)) return undefined;
  const length = Number(first.length);
  const [, name, bot] = COMMAND.exec(text.slice(0, length)) ?? [];
  if (!name) return undefined;
  const command: Command = { command: name.toLowerCase() };
  if (bot) command.commandFor = bot;
  const rest = text.slice(length, length + 100).trim();
  if (withStart && command.command === 'start' && START_PAYLOAD.test(rest)) command.startPayload = rest;
  return command;
}
