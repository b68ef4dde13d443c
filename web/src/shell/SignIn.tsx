import { Button, Center, Loader, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import * as acts from '../api/acts';
import { onRefused } from '../api/client';
import { keys } from '../api/keys';
import { explain } from '../look/problems';
import { useWords } from '../words';

/** Lets those in who need no key, or have shown one. */
export function Door({ children }: { children: ReactNode }) {
  const words = useWords();
  const client = useQueryClient();
  const session = useQuery({
    queryKey: keys.session,
    queryFn: ({ signal }) => acts.readSession(signal),
    staleTime: Infinity,
  });
  // A key that was taken back, or has run out, while the page was open.
  useEffect(
    () => onRefused(() => void client.invalidateQueries({ queryKey: keys.session })),
    [client],
  );
  if (session.isPending) {
    return (
      <Center h="100vh">
        <Loader aria-label={words.common.loading} />
      </Center>
    );
  }
  // A server that does not answer is told of inside.
  return session.data && !session.data.signedIn ? <SignIn /> : children;
}

function SignIn() {
  const words = useWords();
  const client = useQueryClient();
  const [key, setKey] = useState('');
  const enter = useMutation({
    mutationFn: () => acts.signIn(key.trim()),
    onSuccess: (session) => {
      client.setQueryData(keys.session, session);
      void client.invalidateQueries();
    },
  });
  return (
    <Center component="main" mih="100vh" p="md">
      <form
        className="card pad signIn"
        onSubmit={(event) => {
          event.preventDefault();
          if (key.trim()) enter.mutate();
        }}
      >
        <Stack>
          <img src="/studio/icon.svg" alt={words.product} width={48} height={48} />
          <Title order={1} size="h3">
            {words.door.title}
          </Title>
          <Text size="sm" c="dimmed">
            {words.door.text}
          </Text>
          <PasswordInput
            label={words.door.key}
            autoComplete="current-password"
            autoFocus
            value={key}
            error={enter.isError ? explain(words, enter.error) : undefined}
            onChange={(event) => setKey(event.currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': words.door.show }}
          />
          <Button type="submit" disabled={!key.trim()} loading={enter.isPending}>
            {words.door.go}
          </Button>
        </Stack>
      </form>
    </Center>
  );
}
