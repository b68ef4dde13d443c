import { Button, Stack, Text, Title } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { useWords } from '../words';

type Fallen = { error: Error | null };

/** Keeps a mistake in one screen from taking the whole page away. */
export class Boundary extends Component<{ children: ReactNode }, Fallen> {
  override state: Fallen = { error: null };

  static getDerivedStateFromError(error: Error): Fallen {
    return { error };
  }

  override render() {
    return this.state.error ? <Fell error={this.state.error} /> : this.props.children;
  }
}

function Fell({ error }: { error: Error }) {
  const words = useWords();
  return (
    <Stack align="center" gap="md" pt="16vh" role="alert">
      <Title order={1} size="h3">
        {words.problem.unexpected}
      </Title>
      <Text c="dimmed" size="sm">
        {error.message}
      </Text>
      <Button onClick={() => window.location.reload()}>{words.problem.reload}</Button>
    </Stack>
  );
}
