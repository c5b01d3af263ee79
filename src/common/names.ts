/** Names shared by server and browser. They are a contract: other systems rely on them. */

/** The package's name: namespace of its texts, key of the plugin in the host. */
export const PACKAGE_NAME = '@community-crm/plugin-telegram-community';

/** Slash-free name for permission snippets and settings pages (the host matches snippets with `*` that stops at `/`). */
export const PLUGIN_KEY = 'telegram-community';

/** Snippet that opens the settings page and every operation behind it. */
export const SETTINGS_SNIPPET = `pm.${PLUGIN_KEY}`;

/**
 * Snippet that lets a role push activities and nothing else. Outside `pm.*`: roles without administration reject all of
 * that, whatever else they hold.
 */
export const PUSH_SNIPPET = 'community.push';

export const STAGE_KEYS = ['new', 'active', 'core', 'high_value', 'at_risk', 'churned'] as const;
export type StageKey = (typeof STAGE_KEYS)[number];

export const LEVELS = ['none', 'low', 'medium', 'high'] as const;
export type Level = (typeof LEVELS)[number];

/** Colours of the levels, in antd's preset names, light to dark. */
export const LEVEL_COLOURS: Record<Level, string> = { none: 'default', low: 'cyan', medium: 'blue', high: 'purple' };

/** Default colours of the stages, in antd's preset names. */
export const STAGE_COLOURS: Record<StageKey, string> = {
  new: 'blue',
  active: 'green',
  core: 'purple',
  high_value: 'gold',
  at_risk: 'orange',
  churned: 'red',
};
