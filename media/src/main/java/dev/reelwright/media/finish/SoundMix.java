package dev.reelwright.media.finish;

import dev.reelwright.media.ffmpeg.FfmpegJob;
import dev.reelwright.media.ffmpeg.FfmpegRunner;
import dev.reelwright.media.probe.MediaFormat;
import dev.reelwright.media.probe.Probe;
import dev.reelwright.media.timeline.Rational;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/// The sound of a whole film: narrations and the clips' own sound at their places, music ducked
/// under them, brought to one loudness, exactly as long as the pictures. Stems stay uncompressed.
final class SoundMix {
  static final int SAMPLE_RATE_HZ = 48_000;

  // How far below the promised true peak is limited, because coding as AAC moves peaks a little.
  private static final double PEAK_RESERVE_DB = 0.5;
  private static final double MAX_GAIN_DB = 40;
  private static final double SILENCE_LUFS = -69;
  private static final int MOST_INPUTS = 48;
  private static final int LOUDNESS_TRIES = 3;
  private static final String PLAIN =
      "aresample=48000,aformat=sample_fmts=fltp:channel_layouts=stereo";
  private static final Pattern INTEGRATED = Pattern.compile("I:\\s+(-?(?:[\\d.]+|inf)|nan) LUFS");
  private static final Pattern PEAK = Pattern.compile("Peak:\\s+(-?(?:[\\d.]+|inf)|nan) dBFS");

  private final FfmpegRunner runner;
  private final Probe probe;
  private final CutPlan plan;
  private final Path scratch;
  private final BooleanSupplier cancelled;
  private final long samples;

  /// @param loudness as measured in the file
  record Master(Path file, FinishedCut.Loudness loudness) {}

  /// @param pace how much slower than recorded it is heard, at the same pitch
  /// @param skip samples left out at its beginning
  /// @param samples at most so many are heard, or 0: all of them
  /// @param decibels by which it is raised
  /// @param fadesIn samples over which it rises from silence
  /// @param fadesOut samples over which it falls to silence at its end
  private record Placed(
      Path file,
      MediaFormat format,
      long startSample,
      Rational pace,
      long skip,
      long samples,
      double decibels,
      long fadesIn,
      long fadesOut) {
    Placed(Path file, MediaFormat format, long startSample, double decibels) {
      this(file, format, startSample, Rational.ONE, 0, 0, decibels, 0, 0);
    }
  }

  SoundMix(
      FfmpegRunner runner, Probe probe, CutPlan plan, Path scratch, BooleanSupplier cancelled) {
    this.runner = runner;
    this.probe = probe;
    this.plan = plan;
    this.scratch = scratch;
    this.cancelled = cancelled;
    this.samples = plan.format().rate().sampleAtFrame(plan.frames(), SAMPLE_RATE_HZ);
  }

  /// Empty when the film has no sound track.
  Optional<Master> make() throws IOException, InterruptedException {
    List<Placed> voices = new ArrayList<>(narrations());
    if (plan.sound().clips()) {
      voices.addAll(clipSounds());
    }
    if (voices.isEmpty() && music().isEmpty()) {
      return plan.sound().silentTrack() ? Optional.of(silence()) : Optional.empty();
    }
    for (int level = 0; voices.size() > MOST_INPUTS; level++) {
      voices = gathered(voices, level);
    }
    var mix = scratch.resolve("mix.wav");
    return Optional.of(master(mix, measured(mix(voices, mix))));
  }

  private Optional<Path> music() {
    return Optional.ofNullable(plan.music()).filter(_ -> isHeard(plan.sound().levels().music()));
  }

  private static boolean isHeard(double decibels) {
    return decibels > Double.NEGATIVE_INFINITY;
  }

  private List<Placed> narrations() throws IOException, InterruptedException {
    var placed = new ArrayList<Placed>();
    for (int i = 0; i < plan.shots().size(); i++) {
      var narration = plan.shots().get(i).narration();
      if (narration != null && isHeard(plan.sound().levels().narration())) {
        placed.add(
            new Placed(
                narration,
                formatOf(narration),
                sampleAt(plan.startOf(i)),
                plan.sound().levels().narration()));
      }
    }
    return placed;
  }

  private List<Placed> clipSounds() throws IOException, InterruptedException {
    var placed = new ArrayList<Placed>();
    for (int i = 0; i < plan.shots().size(); i++) {
      var shot = plan.shots().get(i);
      var clip = shot.clip();
      if (clip == null || !isHeard(shot.clipLevelDecibels())) {
        continue;
      }
      var probed = probe.probe(clip);
      if (probed.sound().isPresent()) {
        long start = sampleAt(plan.startOf(i));
        long end = sampleAt(plan.startOf(i) + shot.frames());
        placed.add(
            new Placed(
                clip,
                probed.format(),
                start,
                shot.pace(),
                sampleAt(shot.skip()),
                end - start,
                shot.clipLevelDecibels(),
                sampleAt(plan.sharedBefore(i)),
                sampleAt(shot.fade().frames())));
      }
    }
    return placed;
  }

  private long sampleAt(long frame) {
    return plan.format().rate().sampleAtFrame(frame, SAMPLE_RATE_HZ);
  }

  private MediaFormat formatOf(Path file) throws IOException, InterruptedException {
    var probed = probe.probe(file);
    if (probed.sound().isEmpty()) {
      throw new FinishException(file.getFileName() + " holds no sound");
    }
    return probed.format();
  }

  /// Many narrations become a few stems, because each input of one command costs a file and a
  /// thread.
  private List<Placed> gathered(List<Placed> voices, int level)
      throws IOException, InterruptedException {
    var stems = new ArrayList<Placed>();
    for (int from = 0; from < voices.size(); from += MOST_INPUTS) {
      var group = voices.subList(from, Math.min(voices.size(), from + MOST_INPUTS));
      long start = group.getFirst().startSample();
      var stem = scratch.resolve("voice-%d-%d.wav".formatted(level, from));
      var arguments = inputs(group);
      arguments.addAll(List.of("-filter_complex", voiceFilters(group, start) + "anull[out]"));
      write("gathering narrations", arguments, stem);
      stems.add(new Placed(stem, MediaFormat.WAV, start, 0));
    }
    return stems;
  }

  private FfmpegJob.Result mix(List<Placed> voices, Path target)
      throws IOException, InterruptedException {
    var arguments = inputs(voices);
    var filters = new StringBuilder();
    if (!voices.isEmpty()) {
      filters.append(voiceFilters(voices, 0)).append(exactLength()).append("[voice];");
    }
    var music = music().orElse(null);
    if (music != null) {
      arguments.addAll(List.of("-stream_loop", "-1"));
      arguments.addAll(Probe.inputArguments(music, formatOf(music)));
      long fade = Math.min(2L * SAMPLE_RATE_HZ, samples / 3);
      filters.append(
          "[%d:a:0]%s,%s,volume=0.6%s,afade=t=out:start_sample=%d:nb_samples=%d[music];"
              .formatted(
                  voices.size(),
                  PLAIN,
                  exactLength(),
                  louder(plan.sound().levels().music()),
                  samples - fade,
                  fade));
    }
    if (music == null) {
      filters.append("[voice]");
    } else if (voices.isEmpty()) {
      filters.append("[music]");
    } else {
      filters.append(
          "[voice]asplit[key][speech];"
              + "[music][key]sidechaincompress=threshold=0.03:ratio=8:attack=20:release=400[bed];"
              + "[bed][speech]amix=inputs=2:normalize=0:dropout_transition=0,");
    }
    filters.append(PLAIN).append(',').append(exactLength()).append(',').append(meter());
    arguments.addAll(List.of("-filter_complex", filters + "[out]"));
    return write("mixing the sound", arguments, target);
  }

  private static List<String> inputs(List<Placed> voices) {
    var arguments = new ArrayList<String>();
    arguments.addAll(List.of("-loglevel", "info"));
    for (var voice : voices) {
      arguments.addAll(Probe.inputArguments(voice.file(), voice.format()));
    }
    return arguments;
  }

  /// Ends in an open chain that the caller goes on with.
  private static String voiceFilters(List<Placed> voices, long origin) {
    var filters = new StringBuilder();
    var labels = new StringBuilder();
    for (int i = 0; i < voices.size(); i++) {
      var voice = voices.get(i);
      filters.append(
          "[%d:a:0]%s%s,adelay=delays=%dS:all=1[v%d];"
              .formatted(i, PLAIN, cut(voice), voice.startSample() - origin, i));
      labels.append("[v%d]".formatted(i));
    }
    filters.append(labels);
    if (voices.size() > 1) {
      filters.append("amix=inputs=%d:normalize=0:dropout_transition=0,".formatted(voices.size()));
    }
    return filters.toString();
  }

  private static String cut(Placed voice) {
    var filters = new StringBuilder();
    if (!voice.pace().equals(Rational.ONE)) {
      var pace = voice.pace();
      filters.append(String.format(Locale.ROOT, ",atempo=%.6f", (double) pace.den() / pace.num()));
    }
    if (voice.skip() > 0) {
      filters.append(",atrim=start_sample=").append(voice.skip()).append(",asetpts=PTS-STARTPTS");
    }
    if (voice.samples() > 0) {
      filters.append(",atrim=end_sample=").append(voice.samples());
    }
    filters.append(louder(voice.decibels()));
    if (voice.fadesIn() > 0) {
      filters.append(",afade=t=in:ns=").append(voice.fadesIn());
    }
    if (voice.fadesOut() > 0) {
      filters.append(
          ",afade=t=out:ss=%d:ns=%d"
              .formatted(voice.samples() - voice.fadesOut(), voice.fadesOut()));
    }
    return filters.toString();
  }

  private static String louder(double decibels) {
    return decibels == 0 ? "" : String.format(Locale.ROOT, ",volume=%.2fdB", decibels);
  }

  private String exactLength() {
    return "apad=whole_len=%d,atrim=end_sample=%d".formatted(samples, samples);
  }

  private static String meter() {
    return "ebur128=peak=true:framelog=quiet";
  }

  /// One gain for the whole film keeps its dynamics; the limiter only catches peaks. Limiting costs
  /// loudness, so the result is measured and the gain corrected.
  private Master master(Path mix, FinishedCut.Loudness before)
      throws IOException, InterruptedException {
    var target = scratch.resolve("master.wav");
    double gain = gain(before.integratedLufs());
    boolean limit = before.truePeakDb() + gain > peakLimitDb();
    var result = render(mix, target, gain, limit);
    for (int i = 1; i < LOUDNESS_TRIES && limit && isOff(result); i++) {
      gain = Math.min(MAX_GAIN_DB, gain + target().lufs() - result.integratedLufs());
      result = render(mix, target, gain, true);
    }
    return new Master(target, result);
  }

  private CutPlan.Loudness target() {
    return plan.sound().loudness();
  }

  private double peakLimitDb() {
    return target().truePeakDb() - PEAK_RESERVE_DB;
  }

  private boolean isOff(FinishedCut.Loudness loudness) {
    return loudness.integratedLufs() > SILENCE_LUFS
        && Math.abs(loudness.integratedLufs() - target().lufs()) > 0.5;
  }

  private double gain(double lufs) {
    return lufs > SILENCE_LUFS ? Math.clamp(target().lufs() - lufs, -MAX_GAIN_DB, MAX_GAIN_DB) : 0;
  }

  private FinishedCut.Loudness render(Path mix, Path target, double gainDb, boolean limit)
      throws IOException, InterruptedException {
    var filters = new StringBuilder();
    filters.append(String.format(Locale.ROOT, "volume=%.2fdB,", gainDb));
    if (limit) {
      // At four times the rate the samples come close to the true peaks between them.
      filters.append(
          String.format(
              Locale.ROOT,
              "aresample=192000,alimiter=limit=%.4f:attack=5:release=80:level=false,",
              Math.pow(10, peakLimitDb() / 20)));
    }
    filters.append(PLAIN).append(',').append(exactLength()).append(',').append(meter());
    var arguments = new ArrayList<String>();
    arguments.addAll(List.of("-loglevel", "info"));
    arguments.addAll(Probe.inputArguments(mix, MediaFormat.WAV));
    arguments.addAll(List.of("-filter_complex", "[0:a:0]" + filters + "[out]"));
    return measured(write("levelling the sound", arguments, target));
  }

  private Master silence() throws IOException, InterruptedException {
    var target = scratch.resolve("master.wav");
    var silence = "anullsrc=r=48000:cl=stereo,atrim=end_sample=%d[out]".formatted(samples);
    var arguments = new ArrayList<String>(List.of("-filter_complex", silence));
    write("writing silence", arguments, target);
    return new Master(
        target, new FinishedCut.Loudness(Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY));
  }

  private FfmpegJob.Result write(String doing, List<String> arguments, Path target)
      throws IOException, InterruptedException {
    var whole = new ArrayList<>(arguments);
    whole.addAll(List.of("-map", "[out]", "-ar", "48000", "-c:a", "pcm_f32le", "-rf64", "auto"));
    return runner.run(
        FfmpegJob.of(doing, whole)
            .writing(target)
            .within(Duration.ofMinutes(2).plusSeconds(samples / SAMPLE_RATE_HZ))
            .cancelledBy(cancelled));
  }

  private static FinishedCut.Loudness measured(FfmpegJob.Result result) throws FinishException {
    var said = String.join("\n", result.lastLines());
    var integrated = INTEGRATED.matcher(said);
    var peak = PEAK.matcher(said);
    if (!integrated.find() || !peak.find()) {
      throw new FinishException("the loudness of the sound could not be measured");
    }
    return new FinishedCut.Loudness(decibels(integrated.group(1)), decibels(peak.group(1)));
  }

  private static double decibels(String text) {
    return switch (text) {
      case "-inf", "nan" -> Double.NEGATIVE_INFINITY;
      case "inf" -> Double.POSITIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }
}
