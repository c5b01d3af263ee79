/** The host's plugins that ours needs, in load order; each by the short name the host knows it by. */
export const HOST_PLUGINS = [
  'error-handler',
  'field-sort',
  'system-settings',
  'users',
  'auth',
  'acl',
  'ui-schema-storage',
  'data-source-main',
  'data-source-manager',
  'workflow',
] as const;

/** The plugin of this repository. */
export const PLUGIN = '@community-crm/plugin-telegram-community';

export const DEFAULT_PLUGINS: readonly string[] = [...HOST_PLUGINS, PLUGIN];
