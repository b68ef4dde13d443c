import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';

const FASTEST = 8;

/** Playing, stepping and shuttling of one video element. */
export function useTransport(
  video: RefObject<HTMLVideoElement | null>,
  fps: number,
  address: string | undefined,
) {
  const [at, setAt] = useState(0);
  const [duration, setDuration] = useState(0);
  const [isPlaying, setPlaying] = useState(false);
  const [rate, setRate] = useState(1);
  const [isMuted, setMuted] = useState(false);
  const backwards = useRef<number | null>(null);

  const stopBackwards = useCallback(() => {
    if (backwards.current !== null) cancelAnimationFrame(backwards.current);
    backwards.current = null;
  }, []);

  useEffect(() => {
    const element = video.current;
    if (!element) {
      setAt(0);
      setDuration(0);
      setPlaying(false);
      return;
    }
    const show = () => setAt(element.currentTime);
    const know = () => setDuration(Number.isFinite(element.duration) ? element.duration : 0);
    const begin = () => setPlaying(true);
    const end = () => setPlaying(backwards.current !== null);
    let frame = 0;
    // Each frame that is shown, so that the counter does not lag behind the picture.
    const follow = () => {
      show();
      frame = element.requestVideoFrameCallback(follow);
    };
    frame = element.requestVideoFrameCallback(follow);
    const events: [string, () => void][] = [
      ['timeupdate', show],
      ['seeking', show],
      ['loadedmetadata', know],
      ['durationchange', know],
      ['play', begin],
      ['pause', end],
      ['ended', end],
    ];
    events.forEach(([name, listener]) => element.addEventListener(name, listener));
    know();
    return () => {
      element.cancelVideoFrameCallback(frame);
      events.forEach(([name, listener]) => element.removeEventListener(name, listener));
      stopBackwards();
    };
  }, [video, address, stopBackwards]);

  const seek = useCallback(
    (seconds: number) => {
      const element = video.current;
      if (!element) return;
      const last = Number.isFinite(element.duration) ? element.duration : seconds;
      element.currentTime = Math.max(0, Math.min(seconds, last));
      setAt(element.currentTime);
    },
    [video],
  );

  const pause = useCallback(() => {
    stopBackwards();
    video.current?.pause();
    setPlaying(false);
    setRate(1);
  }, [video, stopBackwards]);

  const play = useCallback(
    (speed: number) => {
      const element = video.current;
      if (!element) return;
      stopBackwards();
      setRate(speed);
      if (element.ended) element.currentTime = 0;
      element.playbackRate = speed;
      // Taken back when the source changes meanwhile; that is no failure.
      element.play().catch(() => setPlaying(false));
    },
    [video, stopBackwards],
  );

  const playBackwards = useCallback(
    (speed: number) => {
      const element = video.current;
      if (!element) return;
      stopBackwards();
      element.pause();
      setRate(-speed);
      setPlaying(true);
      let before = performance.now();
      const back = (now: number) => {
        const next = element.currentTime - ((now - before) / 1000) * speed;
        before = now;
        if (next <= 0) {
          seek(0);
          pause();
          return;
        }
        seek(next);
        backwards.current = requestAnimationFrame(back);
      };
      backwards.current = requestAnimationFrame(back);
    },
    [video, seek, pause, stopBackwards],
  );

  return {
    at,
    duration,
    isPlaying,
    rate,
    isMuted,
    seek,
    // Asks the film as well: a key may come before the page has heard that it plays.
    toggle: () => (isPlaying || video.current?.paused === false ? pause() : play(1)),
    /** To the middle of another frame, so that it is that one which is shown. */
    step: (frames: number) => {
      pause();
      const frame = Math.floor((video.current?.currentTime ?? 0) * fps + 1e-3);
      seek((frame + Math.round(frames) + 0.5) / fps);
    },
    shuttle: (direction: 1 | -1) => {
      const isSame = isPlaying && Math.sign(rate) === direction;
      const speed = isSame ? Math.min(FASTEST, Math.abs(rate) * 2) : 1;
      if (direction === 1) play(speed);
      else playBackwards(speed);
    },
    toggleSound: () => {
      const element = video.current;
      setMuted(!isMuted);
      if (element) element.muted = !isMuted;
    },
  };
}
