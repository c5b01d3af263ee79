export { hostAddress, webhookPath, webhookUrl, type AddressOptions } from './address';
export { Commits } from './commits';
export { Doorkeeper } from './doorkeeper';
export { Farewells } from './farewells';
export { WebhookRegistrar } from './registrar';
export { keepWebhookBody, webhookActions } from './resource';
