import {
  Alert,
  Button,
  Code,
  CopyButton,
  Group,
  Select,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { IconKey } from '../../look/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import * as acts from '../../api/acts';
import { keys } from '../../api/keys';
import type { Key } from '../../api/types';
import { Confirm } from '../../look/Confirm';
import { ProblemPanel, useComplain } from '../../look/problems';
import { useWords } from '../../words';

const DAYS = [30, 90, 365];

/** Keys for programs: made, shown once, taken back. */
export function Keys() {
  const words = useWords();
  const client = useQueryClient();
  const complain = useComplain();
  const [name, setName] = useState('');
  const [days, setDays] = useState<string | null>('');
  const [fresh, setFresh] = useState<Key | null>(null);
  const [leaving, setLeaving] = useState<Key | null>(null);
  const found = useQuery({
    queryKey: keys.accessKeys,
    queryFn: ({ signal }) => acts.listKeys(signal),
  });
  const refresh = () => client.invalidateQueries({ queryKey: keys.accessKeys });
  const make = useMutation({
    mutationFn: () => acts.createKey(name.trim(), days ? Number(days) : null),
    onSuccess: (made) => {
      setFresh(made);
      setName('');
    },
    onError: complain,
    onSettled: refresh,
  });
  const revoke = useMutation({ mutationFn: acts.revokeKey, onError: complain, onSettled: refresh });
  const shown = found.data?.items ?? [];
  return (
    <section className="card pad">
      <Title order={2} size="h4">
        {words.settings.keys}
      </Title>
      <Text size="sm" c="dimmed" mb="md">
        {words.settings.keysText}
      </Text>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim()) make.mutate();
        }}
      >
        <Group align="flex-end" gap="sm">
          <TextInput
            label={words.settings.keyName}
            placeholder={words.settings.keyNameHint}
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Select
            label={words.settings.keyDays}
            value={days}
            onChange={setDays}
            allowDeselect={false}
            data={[
              { value: '', label: words.settings.keyForever },
              ...DAYS.map((each) => ({ value: String(each), label: words.settings.keyFor(each) })),
            ]}
            w={180}
          />
          <Button type="submit" disabled={!name.trim()} loading={make.isPending}>
            {words.settings.keyMake}
          </Button>
        </Group>
      </form>
      {fresh?.key && (
        <Alert color="green" icon={<IconKey aria-hidden />} mt="md" title={words.settings.keyFresh}>
          <Group gap="sm">
            <Code className="secret">{fresh.key}</Code>
            <CopyButton value={fresh.key}>
              {({ copied, copy }) => (
                <Button size="xs" variant="default" onClick={copy}>
                  {copied ? words.settings.keyCopied : words.settings.keyCopy}
                </Button>
              )}
            </CopyButton>
          </Group>
        </Alert>
      )}
      {found.isError && <ProblemPanel error={found.error} />}
      <Stack gap={0} mt="md">
        {found.isSuccess && shown.length === 0 && (
          <Text size="sm" c="dimmed">
            {words.settings.keyNone}
          </Text>
        )}
        {shown.map((key) => (
          <Group key={key.id} className="settingLine" justify="space-between">
            <div>
              <Text fw={600}>{key.name}</Text>
              <Text size="sm" c="dimmed">
                {words.settings.keyCreated(words.ago(key.createdAt))} ·{' '}
                {key.lastUsedAt
                  ? words.settings.keyUsed(words.ago(key.lastUsedAt))
                  : words.settings.keyNever}
              </Text>
            </div>
            {key.revokedAt ? (
              <Text size="sm" c="dimmed">
                {words.settings.keyRevoked}
              </Text>
            ) : (
              <Button size="xs" variant="default" onClick={() => setLeaving(key)}>
                {words.settings.keyRevoke}
              </Button>
            )}
          </Group>
        ))}
      </Stack>
      <Confirm
        opened={leaving !== null}
        title={words.settings.keyRevokeTitle(leaving?.name ?? '')}
        text={words.settings.keyRevokeText}
        act={words.settings.keyRevoke}
        onClose={() => setLeaving(null)}
        onAct={() => {
          if (leaving) revoke.mutate(leaving.id);
          setLeaving(null);
        }}
      />
    </section>
  );
}
