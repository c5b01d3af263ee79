export { addDays, dayAt, daysThrough, startOfDay, wallClock, zoneOffset } from './community/calendar';
export type { ExportChatType, SimulatedGroup } from './community/groups';
export type { SimulatedMember, SimulatedMembership } from './community/members';
export type { CommunityOptions, CommunityPlan } from './community/options';
export type { Pattern, PatternTraits } from './community/patterns';
export type { SimulatedOrder } from './community/orders';
export { PATTERNS } from './community/patterns';
export type { PlantedBehaviour, PlantedPersona, PlantedStage } from './community/planted';
export type { ChatDay, SimulatedCommunity, TimedOrder } from './community/simulate';
export { simulateCommunity } from './community/simulate';
export type {
  AnyExportMessage,
  ExportMessage,
  ExportReaction,
  ExportServiceMessage,
  TextEntity,
} from './community/telegramExport';
export type { WriteExportExtras, WrittenExport } from './community/writeExport';
export { writeTelegramExport } from './community/writeExport';
export { ORDERS_MAPPING, writeOrders } from './community/writeOrders';
export type { Trickle } from './live/trickle';
export { createTrickle } from './live/trickle';
export type { BotStanding } from './botApi/access';
export { CONFLICT_POLLING, CONFLICT_SET_WEBHOOK, CONFLICT_WEBHOOK } from './botApi/apiError';
export type { FailureSpec } from './botApi/failures';
export type { BotApiOptions, BotApiSandbox, RecordedCall } from './botApi/server';
export { startBotApi } from './botApi/server';
export type {
  BotCallbackQuery,
  BotChat,
  BotChatMember,
  BotChatMemberUpdated,
  BotEntity,
  BotInviteLink,
  BotJoinRequest,
  BotMessage,
  BotMessageReaction,
  BotPoll,
  BotPollAnswer,
  BotSelf,
  BotUpdate,
  BotUser,
  CallParams,
  ForwardOrigin,
  MemberStatus,
  ReactionType,
  UpdateContent,
} from './botApi/types';
export type { JoinRequestInput, MembershipInput, MessageInput, PostInput } from './botApi/updates';
export { channelChat, groupChat, privateChat, updates, user } from './botApi/updates';
export type { ChatSetup } from './botApi/world';
