import { ActionIcon, Button, FileButton, Group, Loader, Text } from '@mantine/core';
import { IconPhotoPlus, IconX } from '../../look/icons';
import { useState, type DragEvent } from 'react';
import * as acts from '../../api/acts';
import type { Asset } from '../../api/types';
import { explain } from '../../look/problems';
import { useWords } from '../../words';

/** A picture on its way to the server, or there. */
export type Photo = { key: string; name: string; asset: Asset | null; error: unknown };

export function Photos({
  photos,
  onChange,
}: {
  photos: Photo[];
  onChange: (change: (before: Photo[]) => Photo[]) => void;
}) {
  const words = useWords();
  const [isOver, setOver] = useState(false);

  function take(files: File[]) {
    const fresh = files.map((file) => ({ file, key: acts.freshName() }));
    onChange((before) => [
      ...before,
      ...fresh.map(({ file, key }) => ({ key, name: file.name, asset: null, error: null })),
    ]);
    for (const { file, key } of fresh) {
      const settle = (asset: Asset | null, error: unknown) =>
        onChange((before) =>
          before.map((photo) => (photo.key === key ? { ...photo, asset, error } : photo)),
        );
      acts.uploadAsset(file).then(
        (asset) => settle(asset, null),
        (error: unknown) => settle(null, error),
      );
    }
  }

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    take([...event.dataTransfer.files]);
  }

  return (
    <div>
      <Text size="sm" fw={600} mb={6}>
        {words.create.photos}
      </Text>
      <div
        className="drop"
        data-over={isOver || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <IconPhotoPlus size={26} stroke={1.4} aria-hidden />
        <Text size="sm">{words.create.photosHint}</Text>
        <FileButton onChange={take} accept="image/png,image/jpeg,image/webp" multiple>
          {(props) => (
            <Button {...props} size="xs" variant="default">
              {words.create.photosChoose}
            </Button>
          )}
        </FileButton>
      </div>
      {photos.length > 0 && (
        <Group mt="sm" gap="sm">
          {photos.map((photo) => (
            <div key={photo.key} className="photo">
              {photo.asset ? (
                <img src={photo.asset.url} alt={photo.name} />
              ) : photo.error ? (
                <Text size="xs" c="red" role="alert">
                  {words.create.photoFailed(photo.name)}: {explain(words, photo.error)}
                </Text>
              ) : (
                <Loader size="sm" aria-label={photo.name} />
              )}
              <ActionIcon
                className="photoGone"
                size="sm"
                radius="xl"
                color="dark"
                aria-label={words.create.photoRemove(photo.name)}
                onClick={() => onChange((before) => before.filter((each) => each !== photo))}
              >
                <IconX size={14} aria-hidden />
              </ActionIcon>
            </div>
          ))}
        </Group>
      )}
    </div>
  );
}
