import { Button, Stack, Title } from '@mantine/core';
import { Link } from 'wouter';
import { addresses } from '../shell/addresses';
import { useWords } from '../words';

export function NotFound({ text }: { text?: string }) {
  const words = useWords();
  return (
    <Stack align="center" gap="lg" pt="18vh">
      <Title order={1} size="h3" ta="center">
        {text ?? words.common.notFound}
      </Title>
      <Button component={Link} href={addresses.projects} variant="light">
        {words.common.backToProjects}
      </Button>
    </Stack>
  );
}
