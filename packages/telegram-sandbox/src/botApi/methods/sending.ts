import { ApiError } from '../apiError';
import { detectEntities } from '../entities';
import { booleanParam, integerParam, listParam, textParam } from '../params';
import type { BotChat, BotMessage, BotPoll, CallParams } from '../types';
import type { ApiState, Methods } from './state';

const MAX_TEXT = 4096;

/** What a bot writes, changes and takes back. */
export const SENDING_METHODS: Methods = {
  sendMessage,
  editMessageText,
  deleteMessage,
  sendPoll,
  stopPoll,
  answerCallbackQuery,
};

function sendMessage(state: ApiState, params: CallParams): BotMessage {
  const chat = state.world.chatToWriteTo(textParam(params, 'chat_id'));
  const text = textOf(params);
  return send(state, chat, { text, ...entitiesOf(text), ...topicOf(params) });
}

function editMessageText(state: ApiState, params: CallParams): BotMessage {
  const message = find(state, params, 'message to edit not found');
  const text = textOf(params);
  if (text === message.text) {
    throw new ApiError(
      400,
      'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    );
  }
  state.limits?.take(message.chat);
  return Object.assign(message, { text, ...entitiesOf(text), edit_date: Math.floor(state.now() / 1000) });
}

function deleteMessage(state: ApiState, params: CallParams): boolean {
  const message = find(state, params, 'message to delete not found');
  state.sent.splice(state.sent.indexOf(message), 1);
  return true;
}

function sendPoll(state: ApiState, params: CallParams): BotMessage {
  const chat = state.world.chatToWriteTo(textParam(params, 'chat_id'));
  const texts = pollOptions(params);
  const question = textParam(params, 'question')?.trim() ?? '';
  if (question === '') throw new ApiError(400, 'Bad Request: poll question must be non-empty');
  if (texts.length < 2) throw new ApiError(400, 'Bad Request: poll must have at least 2 option');
  const poll: BotPoll = {
    id: String(5_000_000_000_000_000 + state.polls.size),
    question,
    options: texts.map((text) => ({ text, voter_count: 0 })),
    total_voter_count: 0,
    is_closed: false,
    is_anonymous: !('is_anonymous' in params) || booleanParam(params, 'is_anonymous'),
    type: textParam(params, 'type') === 'quiz' ? 'quiz' : 'regular',
    allows_multiple_answers: booleanParam(params, 'allows_multiple_answers'),
  };
  state.polls.set(poll.id, poll);
  return send(state, chat, { poll, ...topicOf(params) });
}

/** Ends a poll; its last state is queued as an update. */
function stopPoll(state: ApiState, params: CallParams): BotPoll {
  const poll = find(state, params, 'message with poll to stop not found').poll as BotPoll | undefined;
  if (!poll) throw new ApiError(400, 'Bad Request: message with poll to stop not found');
  if (poll.is_closed) throw new ApiError(400, 'Bad Request: poll has already been closed');
  poll.is_closed = true;
  state.push({ poll: structuredClone(poll) });
  return poll;
}

function answerCallbackQuery({ callbacks }: ApiState, params: CallParams): boolean {
  if (!callbacks.delete(textParam(params, 'callback_query_id') ?? '')) {
    throw new ApiError(400, 'Bad Request: query is too old and response timeout expired or query ID is invalid');
  }
  return true;
}

function send(state: ApiState, chat: BotChat, content: Partial<BotMessage>): BotMessage {
  state.limits?.take(chat);
  const message: BotMessage = {
    message_id: state.nextMessageId(),
    from: state.world.botUser,
    chat,
    date: Math.floor(state.now() / 1000),
    ...content,
  };
  state.sent.push(message);
  return message;
}

function find({ world, sent }: ApiState, params: CallParams, missing: string): BotMessage {
  const chat = world.chatToWriteTo(textParam(params, 'chat_id'));
  const id = integerParam(params, 'message_id', Number.NaN);
  const message = sent.find((one) => one.message_id === id && one.chat.id === chat.id);
  if (!message) throw new ApiError(400, `Bad Request: ${missing}`);
  return message;
}

function textOf(params: CallParams): string {
  const text = textParam(params, 'text')?.trim() ?? '';
  if (text === '') throw new ApiError(400, 'Bad Request: message text is empty');
  if (text.length > MAX_TEXT) throw new ApiError(400, 'Bad Request: message is too long');
  return text;
}

function entitiesOf(text: string): Partial<BotMessage> {
  const entities = detectEntities(text);
  return entities.length > 0 ? { entities } : {};
}

function topicOf(params: CallParams): Partial<BotMessage> {
  const thread = integerParam(params, 'message_thread_id', 0);
  return thread ? { message_thread_id: thread, is_topic_message: true } : {};
}

/** Options are texts, or objects with a text since Bot API 7.3. */
function pollOptions(params: CallParams): string[] {
  const value: unknown = typeof params.options === 'string' ? listParam(params, 'options') : params.options;
  const list = Array.isArray(value) ? (value as unknown[]) : [];
  return list.map((one) =>
    typeof one === 'object' && one !== null ? String((one as { text?: unknown }).text) : String(one),
  );
}
