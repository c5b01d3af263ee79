import { lazy as reactLazy } from 'react';
import { Plugin as ModernPlugin } from './client-v2';

/** The legacy shell's plugin: the same engine, another way to add a settings page. */
export class Plugin extends ModernPlugin {
  pages: Record<string, Record<string, unknown>> = {};

  app = {
    pluginSettingsManager: {
      add: (name: string, options: Record<string, unknown>) => void (this.pages[name] = options),
    },
  };
}

export const lazy = reactLazy;
