import { Button, Group, Modal, Text } from '@mantine/core';
import { useWords } from '../words';

/** Asks before something that cannot be taken back. */
export function Confirm({
  title,
  text,
  act,
  opened,
  onAct,
  onClose,
}: {
  title: string;
  text: string;
  act: string;
  opened: boolean;
  onAct: () => void;
  onClose: () => void;
}) {
  const words = useWords();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': words.common.close }}
    >
      <Text size="sm">{text}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {words.common.cancel}
        </Button>
        <Button color="red.8" onClick={onAct} data-autofocus>
          {act}
        </Button>
      </Group>
    </Modal>
  );
}
