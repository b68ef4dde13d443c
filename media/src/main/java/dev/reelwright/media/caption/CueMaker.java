package dev.reelwright.media.caption;

import dev.reelwright.media.voice.Spoken;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Makes cues from narration: at most two lines, cut where sentences and clauses end, in time with
/// the voice, none of them flashing by, none overlapping. Immutable and thread-safe.
///
/// @param maxColumns widest line; a full-width character counts two columns, 8..80
public record CueMaker(int maxColumns) {
  private static final long MIN_MILLIS = 700;
  private static final long MAX_MILLIS = 7_000;

  /// Less than a frame could show nothing.
  private static final long LEAST_MILLIS = 42;

  /// How long a cue stays when nobody speaks on.
  private static final long LINGER_MILLIS = 400;

  /// Gaps shorter than this would flicker; the earlier cue stays on through them.
  private static final long FLICKER_MILLIS = 600;

  private static final double LETTERS_PER_SECOND = 17;
  private static final int CHINESE_COLUMNS = 32;

  public CueMaker {
    if (maxColumns < 8 || maxColumns > 80) {
      throw new IllegalArgumentException("columns must lie within 8..80: " + maxColumns);
    }
  }

  /// As many columns as are easily read in a frame of this shape.
  public static CueMaker forFrame(int widthPixels, int heightPixels) {
    double aspect = (double) widthPixels / heightPixels;
    return new CueMaker(aspect > 1.2 ? 42 : aspect > 0.8 ? 32 : 24);
  }

  /// A few words at a time, as for big letters in the middle of a frame of this shape.
  public static CueMaker forBigLetters(int widthPixels, int heightPixels) {
    return new CueMaker(widthPixels > heightPixels ? 18 : 12);
  }

  /// @param text what is spoken; may be empty
  /// @param language BCP 47 tag
  /// @param speechMillis length of the spoken sound, at most `availableMillis`
  /// @param availableMillis time until which cues may stay, such as the end of the shot
  /// @param words when each word is spoken, from the start of the sound; empty when unknown
  /// @return cues in order, relative to the start of the sound. Where a text has less than a frame
  ///   per cue, its end is left out.
  public List<Cue> cues(
      String text,
      String language,
      long speechMillis,
      long availableMillis,
      List<Spoken.Word> words) {
    String tag = language.toLowerCase(Locale.ROOT);
    boolean ideographic = tag.startsWith("zh") || tag.startsWith("ja") || tag.startsWith("yue");
    var wrap = new LineWrap(ideographic ? Math.min(maxColumns, CHINESE_COLUMNS) : maxColumns);
    List<Atom> atoms = Atoms.of(text, wrap.maxColumns());
    if (atoms.isEmpty() || availableMillis < LEAST_MILLIS) {
      return List.of();
    }
    long speech = Math.clamp(speechMillis, 1, availableMillis);
    AtomTimes times = AtomTimes.of(atoms, words, speech);
    List<Span> spans = split(atoms, times, wrap);
    int most = (int) Math.min(spans.size(), availableMillis / LEAST_MILLIS);
    return timed(spans.subList(0, most), atoms, times, availableMillis);
  }

  private record Span(int from, int to, List<String> lines, double weight) {}

  /// Finds the cheapest way to cut the atoms into cues.
  private static List<Span> split(List<Atom> atoms, AtomTimes times, LineWrap wrap) {
    int count = atoms.size();
    double[] cost = new double[count + 1];
    int[] cameFrom = new int[count + 1];
    Arrays.fill(cost, Double.POSITIVE_INFINITY);
    cost[0] = 0;
    for (int from = 0; from < count; from++) {
      for (int to = from + 1; to <= count; to++) {
        if (wrap.wrap(atoms.subList(from, to)).isEmpty()) {
          break;
        }
        long end = to < count ? times.start(to) : times.end(count - 1);
        double total =
            cost[from]
                + cost(atoms.subList(from, to), end - times.start(from), to == count)
                + pauses(times, from, to);
        if (total < cost[to]) {
          cost[to] = total;
          cameFrom[to] = from;
        }
      }
    }
    List<Span> spans = new ArrayList<>();
    for (int to = count; to > 0; to = cameFrom[to]) {
      List<Atom> part = atoms.subList(cameFrom[to], to);
      Optional<List<String>> lines = wrap.wrap(part);
      double weight = part.stream().mapToDouble(Atom::weight).sum();
      spans.addFirst(new Span(cameFrom[to], to, lines.orElseThrow(), weight));
    }
    return spans;
  }

  private static double cost(List<Atom> atoms, long millis, boolean last) {
    Atom end = atoms.getLast();
    double cost = 10;
    if (!last && !end.endsSentence()) {
      cost += end.endsClause() ? 4 : end.dangles() ? 15 : 12;
    }
    for (Atom atom : atoms.subList(0, atoms.size() - 1)) {
      cost += atom.endsSentence() ? 12 : 0;
    }
    if (millis < MIN_MILLIS) {
      cost += 40;
    } else if (millis < 1_200) {
      cost += 5;
    } else if (millis > MAX_MILLIS) {
      cost += 20;
    }
    return cost;
  }

  /// What it costs to show the next sentence while the voice still pauses before it.
  private static double pauses(AtomTimes times, int from, int to) {
    double cost = 0;
    for (int i = from + 1; i < to; i++) {
      cost += times.start(i) - times.end(i - 1) > FLICKER_MILLIS ? 30 : 0;
    }
    return cost;
  }

  /// Gives every cue its share of time: starts follow the voice, but no cue is shorter than the
  /// minimum, or than an even share where there is not enough time for that.
  private static List<Cue> timed(
      List<Span> spans, List<Atom> atoms, AtomTimes times, long availableMillis) {
    int count = spans.size();
    long least = Math.min(MIN_MILLIS, availableMillis / count);
    long[] starts = new long[count + 1];
    starts[count] = availableMillis;
    for (int i = 0; i < count; i++) {
      long spoken = times.start(spans.get(i).from);
      starts[i] = i == 0 ? spoken : Math.max(spoken, starts[i - 1] + least);
    }
    for (int i = count - 1; i >= 0; i--) {
      starts[i] = Math.min(starts[i], starts[i + 1] - least);
    }
    List<Cue> cues = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Span span = spans.get(i);
      long start = starts[i];
      long spokenEnd = times.end(span.to - 1);
      long readEnd = start + Math.round(span.weight / LETTERS_PER_SECOND * 1000);
      long wished = Math.max(Math.max(spokenEnd + LINGER_MILLIS, readEnd), start + least);
      boolean flickers = i + 1 < count && starts[i + 1] - wished < FLICKER_MILLIS - LINGER_MILLIS;
      long end = flickers ? starts[i + 1] : Math.min(wished, starts[i + 1]);
      var words = new ArrayList<Cue.Word>();
      for (int atom = span.from; atom < span.to; atom++) {
        words.add(new Cue.Word(atoms.get(atom).text(), times.start(atom), times.end(atom)));
      }
      cues.add(new Cue(start, end, span.lines, words));
    }
    return cues;
  }
}
