import { Tag, theme as antdTheme, type TagProps } from 'antd';
import React from 'react';

/**
 * A tag whose words are easy to read: the text of the theme's own coloured tags has too little contrast on their ground
 * (WCAG asks for 4.5 to 1), so it is taken one step further from it. Colours that the theme does not know stay as they are.
 */
export function ColourTag({ style, ...props }: TagProps): React.ReactElement {
  const { token } = antdTheme.useToken();
  const text = (token as unknown as Record<string, unknown>)[`${props.color ?? ''}8`];
  return <Tag {...props} style={typeof text === 'string' ? { color: text, ...style } : style} />;
}
