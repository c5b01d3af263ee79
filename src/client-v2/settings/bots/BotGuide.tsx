import { Typography } from 'antd';
import React from 'react';
import { useT } from '../../locale';

/** How to make a bot and let it see a group. */
export function BotGuide(): React.ReactElement {
  const t = useT();
  const steps = [
    t('In Telegram, open a chat with @BotFather and send /newbot. Choose a name; BotFather answers with the token.'),
    t(
      'Send /setprivacy to @BotFather, choose the bot and then Disable. Otherwise it only sees commands and replies to it.',
    ),
    t(
      'Add the bot to each group and make it an administrator: only administrators are told of reactions, joins and leaves.',
    ),
    t('If the bot was already in a group when you switched its privacy off, remove it and add it again.'),
    t('Paste the token here, save, and run the check.'),
  ];
  return (
    <Typography>
      <ol style={{ paddingInlineStart: 20, marginBottom: 0 }}>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <Typography.Paragraph type="secondary" style={{ marginTop: 8 }}>
        {t('A bot sees what happens from the moment it joins. Earlier history comes from an export: see Import.')}
      </Typography.Paragraph>
    </Typography>
  );
}
