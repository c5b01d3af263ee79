import React from 'react';
import { ColourTag } from '../blocks/ColourTag';

export interface LabelTagProps {
  title: string;
  /** An antd preset colour or a CSS colour; none is grey. */
  color?: string | null;
  /** Names the label for styles and tests. */
  labelKey?: string;
}

/** A label of a member as a coloured tag, the same wherever labels are shown. */
export const LabelTag = ({ title, color, labelKey }: LabelTagProps): React.ReactElement => (
  <ColourTag color={color || 'default'} data-label={labelKey} style={{ marginInlineEnd: 4 }}>
    {title}
  </ColourTag>
);
