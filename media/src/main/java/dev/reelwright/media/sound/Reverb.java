package dev.reelwright.media.sound;

/// A small room: damped combs in parallel, then two all-passes, per side. Mutable, one per stream.
final class Reverb {
  private static final int[] COMBS_LEFT = {1687, 1931, 2237, 2473};
  private static final int[] COMBS_RIGHT = {1723, 1973, 2203, 2521};
  private static final int[] ALL_PASSES = {331, 113};
  private static final float FEEDBACK = 0.8f;
  private static final float DAMPING = 0.35f;

  private final Side left = new Side(COMBS_LEFT);
  private final Side right = new Side(COMBS_RIGHT);

  void process(float[] leftBlock, float[] rightBlock, int count, float wet) {
    left.process(leftBlock, count, wet);
    right.process(rightBlock, count, wet);
  }

  private static final class Side {
    private final float[][] combs;
    private final float[] damped;
    private final int[] combAt;
    private final float[][] allPasses = new float[ALL_PASSES.length][];
    private final int[] allPassAt = new int[ALL_PASSES.length];

    Side(int[] lengths) {
      combs = new float[lengths.length][];
      damped = new float[lengths.length];
      combAt = new int[lengths.length];
      for (int i = 0; i < lengths.length; i++) {
        combs[i] = new float[lengths[i]];
      }
      for (int i = 0; i < ALL_PASSES.length; i++) {
        allPasses[i] = new float[ALL_PASSES[i]];
      }
    }

    void process(float[] block, int count, float wet) {
      for (int i = 0; i < count; i++) {
        float dry = block[i];
        float sum = 0;
        for (int c = 0; c < combs.length; c++) {
          float[] line = combs[c];
          float out = line[combAt[c]];
          damped[c] = out * (1 - DAMPING) + damped[c] * DAMPING;
          line[combAt[c]] = dry + damped[c] * FEEDBACK;
          combAt[c] = combAt[c] + 1 == line.length ? 0 : combAt[c] + 1;
          sum += out;
        }
        float room = sum / combs.length;
        for (int a = 0; a < allPasses.length; a++) {
          float[] line = allPasses[a];
          float delayed = line[allPassAt[a]];
          float in = room + delayed * 0.5f;
          line[allPassAt[a]] = in;
          room = delayed - in * 0.5f;
          allPassAt[a] = allPassAt[a] + 1 == line.length ? 0 : allPassAt[a] + 1;
        }
        block[i] = dry + room * wet;
      }
    }
  }
}
