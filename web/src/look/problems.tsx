import { Alert, Button, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle } from './icons';
import { useCallback } from 'react';
import { Problem } from '../api/client';
import { useWords, type Words } from '../words';

/** What to tell about a failure, and what to do next where the server knows. */
export function explain(words: Words, error: unknown): string {
  if (error instanceof Problem)
    return error.next ? `${error.message} ${error.next}` : error.message;
  return words.problem.unreachable;
}

/** Shows why something did not work. */
export function useComplain() {
  const words = useWords();
  return useCallback(
    (error: unknown) => {
      notifications.show({
        color: 'red',
        icon: <IconAlertTriangle size={18} aria-hidden />,
        title: words.problem.title,
        message: explain(words, error),
        autoClose: 12_000,
        closeButtonProps: { 'aria-label': words.common.close },
      });
    },
    [words],
  );
}

export function useTell() {
  const words = useWords();
  return useCallback(
    (message: string) => {
      notifications.show({ message, closeButtonProps: { 'aria-label': words.common.close } });
    },
    [words],
  );
}

export function ProblemPanel({ error, retry }: { error: unknown; retry?: () => void }) {
  const words = useWords();
  return (
    <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title={words.problem.title}>
      <Text size="sm">{explain(words, error)}</Text>
      {retry && (
        <Button mt="sm" size="xs" variant="light" color="red" onClick={retry}>
          {words.common.retry}
        </Button>
      )}
    </Alert>
  );
}
