import { DataBlockModel } from '@nocobase/client-v2';
import React from 'react';
import { tExpr } from '../locale';
import { DEFAULT_OPTIONS, withDefaults, type PersonaOptions } from './options';
import { PersonaPanel } from './PersonaPanel';
import { personaSettingsSchema } from './settingsForm';

/** The block "Persona overview": how many members are of each persona, and how to treat them. */
export class CommunityPersonaOverviewBlockModel extends DataBlockModel {
  override renderComponent(): React.ReactNode {
    return <PersonaPanel options={withDefaults(this.props.personas as Partial<PersonaOptions> | undefined)} />;
  }
}

CommunityPersonaOverviewBlockModel.define({ label: tExpr('Persona overview') });

CommunityPersonaOverviewBlockModel.registerFlow({
  key: 'communityPersonaOverviewSettings',
  title: tExpr('Persona overview settings'),
  on: 'beforeRender',
  steps: {
    options: {
      title: tExpr('Persona overview settings'),
      uiSchema: personaSettingsSchema,
      defaultParams: { ...DEFAULT_OPTIONS },
      handler(ctx, params: Partial<PersonaOptions>) {
        ctx.model.setProps({ personas: withDefaults(params) });
      },
    },
  },
});
