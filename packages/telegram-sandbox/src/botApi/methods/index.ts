import { CHAT_METHODS } from './chats';
import { INTAKE_METHODS } from './intake';
import { INVITE_METHODS } from './invites';
import { SENDING_METHODS } from './sending';
import type { Method, Methods } from './state';

export type { ApiState } from './state';

const ALL: Methods = {
  getMe: ({ bot }) => bot,
  ...INTAKE_METHODS,
  ...CHAT_METHODS,
  ...INVITE_METHODS,
  ...SENDING_METHODS,
};

/** The methods by lower-case name: Telegram does not mind the case. */
export const METHODS: ReadonlyMap<string, Method> = new Map(
  Object.entries(ALL).map(([name, method]) => [name.toLowerCase(), method]),
);
