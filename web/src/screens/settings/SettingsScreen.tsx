import {
  SegmentedControl,
  Stack,
  Switch,
  Text,
  Title,
  useMantineColorScheme,
  type MantineColorScheme,
} from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useState } from 'react';
import { FollowAll } from '../../shell/Shell';
import { singleKeys } from '../../shell/commands';
import { useSpeech, type Language } from '../../words';
import { Keys } from './Keys';
import { Lanes } from './Lanes';
import { Providers } from './Providers';
import { Server } from './Server';
import './settings.css';

/** How the studio looks, who may come in, and how the server is set up. */
export default function SettingsScreen() {
  const { words, setLanguage } = useSpeech();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [hasSingleKeys, setSingleKeys] = useState(singleKeys.areOn());
  useDocumentTitle(`${words.settings.title} · ${words.product}`);
  return (
    <Stack gap="xl" maw={980} mx="auto">
      <FollowAll />
      <Title order={1} size="h2">
        {words.settings.title}
      </Title>
      <section className="card pad">
        <Title order={2} size="h4" mb="md">
          {words.settings.appearance}
        </Title>
        <div className="settingRows">
          <Text size="sm" fw={600} id="language-label">
            {words.settings.language}
          </Text>
          <SegmentedControl
            aria-labelledby="language-label"
            value={words.language}
            onChange={(value) => setLanguage(value as Language)}
            data={[
              { value: 'en', label: 'English' },
              { value: 'zh', label: '中文' },
            ]}
          />
          <Text size="sm" fw={600} id="colours-label">
            {words.settings.colours}
          </Text>
          <SegmentedControl
            aria-labelledby="colours-label"
            value={colorScheme}
            onChange={(value) => setColorScheme(value as MantineColorScheme)}
            data={[
              { value: 'light', label: words.settings.light },
              { value: 'dark', label: words.settings.dark },
              { value: 'auto', label: words.settings.system },
            ]}
          />
          <Text size="sm" fw={600}>
            {words.settings.singleKeys}
          </Text>
          <Switch
            label={words.settings.singleKeysWhy}
            checked={hasSingleKeys}
            onChange={(event) => {
              singleKeys.set(event.currentTarget.checked);
              setSingleKeys(event.currentTarget.checked);
            }}
          />
        </div>
      </section>
      <Providers />
      <Keys />
      <Lanes />
      <Server />
    </Stack>
  );
}
