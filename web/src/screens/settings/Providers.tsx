import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import * as acts from '../../api/acts';
import { useProviders } from '../../api/queries';
import type { Provider } from '../../api/types';
import { IconAlertTriangle, IconCheck } from '../../look/icons';
import { ProblemPanel, useComplain } from '../../look/problems';
import { useWords } from '../../words';

/** Names of their own, the same in every language. */
const NAMES: Record<string, string> = { google: 'Google' };

/** Who can make something, what is missing for that, and whether it works now. */
export function Providers() {
  const words = useWords();
  const found = useProviders();
  return (
    <section className="card pad">
      <Title order={2} size="h4">
        {words.settings.providers}
      </Title>
      <Text size="sm" c="dimmed" mb="md">
        {words.settings.providersText}
      </Text>
      {found.isError && <ProblemPanel error={found.error} />}
      <Stack gap={0}>
        {(found.data ?? []).map((provider) => (
          <Line key={provider.name} provider={provider} />
        ))}
      </Stack>
    </section>
  );
}

function Line({ provider }: { provider: Provider }) {
  const words = useWords();
  const complain = useComplain();
  const check = useMutation({
    mutationFn: () => acts.checkProvider(provider.name),
    onError: complain,
  });
  const isBuiltin = provider.name === 'builtin';
  return (
    <div className="settingLine">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div>
          <Text fw={600}>
            {isBuiltin ? words.settings.builtin : (NAMES[provider.name] ?? provider.name)}
          </Text>
          <Text size="sm" c="dimmed">
            {provider.ready
              ? isBuiltin
                ? words.settings.builtinText
                : `${words.settings.providerReady} · ${words.settings.providerModels(provider.offers.length)}`
              : words.settings.providerNeeds(provider.needs.join(words.settings.or))}
          </Text>
        </div>
        {provider.ready && (
          <Button
            size="xs"
            variant="default"
            flex="none"
            loading={check.isPending}
            onClick={() => check.mutate()}
            aria-label={words.settings.providerTestOf(provider.name)}
          >
            {words.settings.providerTest}
          </Button>
        )}
      </Group>
      <div role="status">
        {check.data && (
          <Group gap={6} mt={6} wrap="nowrap" align="flex-start">
            {check.data.works ? (
              <IconCheck size={18} aria-hidden />
            ) : (
              <IconAlertTriangle size={18} aria-hidden />
            )}
            <Text size="sm">{check.data.message}</Text>
          </Group>
        )}
      </div>
    </div>
  );
}
