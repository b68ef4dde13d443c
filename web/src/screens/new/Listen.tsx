import { ActionIcon, Tooltip } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import * as acts from '../../api/acts';
import { IconPlayerPlay } from '../../look/icons';
import { useComplain } from '../../look/problems';
import { useWords } from '../../words';

/** Speaks a sentence in the voice a film would have. */
export function Listen() {
  const words = useWords();
  const complain = useComplain();
  const playing = useRef<{ sound: HTMLAudioElement; address: string } | null>(null);
  const silence = () => {
    playing.current?.sound.pause();
    if (playing.current) URL.revokeObjectURL(playing.current.address);
    playing.current = null;
  };
  useEffect(() => silence, []);
  const listen = useMutation({
    mutationFn: async () => {
      const address = URL.createObjectURL(await acts.hearVoice(words.language));
      silence();
      playing.current = { sound: new Audio(address), address };
      await playing.current.sound.play();
    },
    onError: complain,
  });
  return (
    <Tooltip label={words.create.listen}>
      <ActionIcon
        variant="default"
        aria-label={words.create.listen}
        loading={listen.isPending}
        onClick={() => listen.mutate()}
      >
        <IconPlayerPlay size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
