package dev.reelwright.media.sound;

/// One sounding note: two slightly detuned oscillators, one to each side, under an envelope.
/// Mutable, belongs to one composition.
final class Note implements Voice {
  static final int TABLE_SIZE = 2048;

  private final float[] table;
  private final double stepLeft;
  private final double stepRight;
  private final float gainLeft;
  private final float gainRight;
  private final int attack;
  private final int hold;
  private final float decayPerFrame;
  private final float releasePerFrame;
  private double phaseLeft;
  private double phaseRight;
  private float level = 1;
  private int age;

  /// @param table as of [#table]
  /// @param pitch MIDI number
  /// @param detuneCents how far the sides lie apart
  /// @param pan -1 left .. 1 right
  /// @param attack frames of the rise
  /// @param hold frames until the release begins, counted from the start
  /// @param decaySeconds time constant of the decay while held
  /// @param releaseSeconds time constant after that
  Note(
      float[] table,
      double pitch,
      double detuneCents,
      double gain,
      double pan,
      int attack,
      int hold,
      double decaySeconds,
      double releaseSeconds) {
    this.table = table;
    double hertz = 440 * StrictMath.pow(2, (pitch - 69) / 12);
    double spread = StrictMath.pow(2, detuneCents / 2400);
    stepLeft = hertz * spread * TABLE_SIZE / Sound.FILM_RATE_HZ;
    stepRight = hertz / spread * TABLE_SIZE / Sound.FILM_RATE_HZ;
    gainLeft = (float) (gain * StrictMath.sqrt((1 - pan) / 2));
    gainRight = (float) (gain * StrictMath.sqrt((1 + pan) / 2));
    this.attack = Math.max(1, attack);
    this.hold = hold;
    decayPerFrame = perFrame(decaySeconds);
    releasePerFrame = perFrame(releaseSeconds);
    phaseRight = TABLE_SIZE / 3.0;
  }

  /// The state of the note is kept at hand while the block is filled: the JIT would write a field
  /// back after each frame.
  @Override
  public boolean addTo(float[] left, float[] right, int from, int to) {
    double atLeft = phaseLeft;
    double atRight = phaseRight;
    float loudness = level;
    for (int i = from; i < to; i++) {
      int time = age + i - from;
      float rise = time < attack ? (float) time / attack : 1;
      float envelope = loudness * rise * (2 - rise);
      left[i] += lookUp(table, atLeft) * gainLeft * envelope;
      right[i] += lookUp(table, atRight) * gainRight * envelope;
      atLeft = advance(atLeft, stepLeft);
      atRight = advance(atRight, stepRight);
      loudness *= time < hold ? decayPerFrame : releasePerFrame;
    }
    phaseLeft = atLeft;
    phaseRight = atRight;
    level = loudness;
    age += to - from;
    return level > 1e-4f;
  }

  private static float perFrame(double seconds) {
    return (float) StrictMath.exp(-1 / (seconds * Sound.FILM_RATE_HZ));
  }

  private static double advance(double phase, double step) {
    double next = phase + step;
    return next >= TABLE_SIZE ? next - TABLE_SIZE : next;
  }

  private static float lookUp(float[] table, double phase) {
    int index = (int) phase;
    float fraction = (float) (phase - index);
    float here = table[index];
    return here + (table[index + 1] - here) * fraction;
  }

  /// A period with the partials 1..n at the given amplitudes, peak 1, and its first value again.
  static float[] table(double... partials) {
    float[] table = new float[TABLE_SIZE + 1];
    float peak = 0;
    for (int i = 0; i < TABLE_SIZE; i++) {
      double sum = 0;
      for (int n = 0; n < partials.length; n++) {
        sum += partials[n] * StrictMath.sin(2 * Math.PI * (n + 1) * i / TABLE_SIZE);
      }
      table[i] = (float) sum;
      peak = Math.max(peak, Math.abs(table[i]));
    }
    for (int i = 0; i < TABLE_SIZE; i++) {
      table[i] /= peak;
    }
    table[TABLE_SIZE] = table[0];
    return table;
  }
}
