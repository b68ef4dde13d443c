package dev.reelwright.media.sound;

import java.util.ArrayList;
import java.util.List;

/// When somebody speaks in a sound: stretches without a longer pause. Immutable.
///
/// @param stretches in order, apart from each other
public record Speech(List<Stretch> stretches) {
  /// In milliseconds from the beginning; half-open.
  public record Stretch(long start, long end) {
    public Stretch {
      if (start < 0 || end <= start) {
        throw new IllegalArgumentException("no time to speak: " + start + ".." + end);
      }
    }

    long length() {
      return end - start;
    }
  }

  private static final long WINDOW_MILLIS = 20;

  // Shorter than this is the breath between two words, or the stop inside one.
  private static final long PAUSE_MILLIS = 220;

  // A voice lies far above the noise of its recording; what lies this far below its loudest moment
  // is silence.
  private static final double BELOW_PEAK_DECIBELS = 34;
  private static final double INAUDIBLE = 1e-4;

  public Speech {
    stretches = List.copyOf(stretches);
  }

  /// One stretch from beginning to end.
  public static Speech throughout(long millis) {
    return new Speech(millis < 1 ? List.of() : List.of(new Stretch(0, millis)));
  }

  /// Listens; a sound without a pause, or without anything at all, is one stretch.
  public static Speech in(Sound sound) {
    int window = Math.toIntExact(Math.max(1, sound.rateHz() * WINDOW_MILLIS / 1000));
    int windows = (sound.length() + window - 1) / window;
    var levels = new double[windows];
    double loudest = 0;
    for (int i = 0; i < windows; i++) {
      levels[i] = level(sound, i * window, Math.min(sound.length(), (i + 1) * window));
      loudest = Math.max(loudest, levels[i]);
    }
    double threshold = Math.max(INAUDIBLE, loudest * Math.pow(10, -BELOW_PEAK_DECIBELS / 20));
    var stretches = new ArrayList<Stretch>();
    long start = -1;
    long last = 0;
    for (int i = 0; i < windows; i++) {
      if (levels[i] >= threshold) {
        long at = i * WINDOW_MILLIS;
        if (start >= 0 && at - last >= PAUSE_MILLIS) {
          stretches.add(new Stretch(start, last));
          start = at;
        } else if (start < 0) {
          start = at;
        }
        last = Math.min(sound.lengthMillis(), at + WINDOW_MILLIS);
      }
    }
    if (start >= 0 && last > start) {
      stretches.add(new Stretch(start, last));
    }
    return stretches.isEmpty() ? throughout(sound.lengthMillis()) : new Speech(stretches);
  }

  public long spokenMillis() {
    return stretches.stream().mapToLong(Stretch::length).sum();
  }

  /// When the word begins that comes after so many milliseconds of speech; after a pause, if one
  /// lies there.
  public long startAt(long spoken) {
    long left = spoken;
    for (var stretch : stretches) {
      if (left < stretch.length()) {
        return stretch.start() + left;
      }
      left -= stretch.length();
    }
    return stretches.isEmpty() ? spoken : stretches.getLast().end();
  }

  /// When the word ends that is over after so many milliseconds of speech; before a pause, if one
  /// lies there.
  public long endAt(long spoken) {
    long left = spoken;
    for (var stretch : stretches) {
      if (left <= stretch.length()) {
        return stretch.start() + left;
      }
      left -= stretch.length();
    }
    return stretches.isEmpty() ? spoken : stretches.getLast().end();
  }

  private static double level(Sound sound, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += (double) sound.at(i) * sound.at(i);
    }
    return Math.sqrt(sum / Math.max(1, to - from));
  }
}
