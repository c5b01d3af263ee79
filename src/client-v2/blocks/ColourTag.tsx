import { Tag, theme as antdTheme, type TagProps } from 'antd';
import React from 'react';

/**
 * A tag whose words are easy to read: the text of the theme's own coloured tags has too little contrast on their ground
 * (WCAG asks for 4.5 to 1), and so has the next step of the warm ones, so it is taken from the step after that. Colours
 * that the theme does not know stay as they are.
 */
export function ColourTag({ style, ...props }: TagProps): React.ReactElement {
  const { token } = antdTheme.useToken();
  const text = (token as unknown as Record<string, unknown>)[`${props.color ?? ''}9`];
  return <Tag {...props} style={typeof text === 'string' ? { color: text, ...style } : style} />;
}
