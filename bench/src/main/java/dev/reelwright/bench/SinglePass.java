package dev.reelwright.bench;

import dev.reelwright.media.ffmpeg.FfmpegJob;
import dev.reelwright.media.ffmpeg.FfmpegRunner;
import dev.reelwright.media.finish.CutPlan;
import dev.reelwright.media.finish.EncodingProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// The whole film in one ffmpeg command, as somebody writes it who knows ffmpeg well: every clip is
/// decoded once and every frame of the film encoded once, the sound goes along.
record SinglePass(FfmpegRunner runner, FinishSet set) {
  void make(Path film) throws IOException, InterruptedException {
    var plan = set.film();
    var arguments = new ArrayList<String>();
    var filters = new StringBuilder();
    int input = 0;
    var clipInputs = new ArrayList<Integer>();
    for (int i = 0; i < plan.shots().size(); i++) {
      var shot = plan.shots().get(i);
      clipInputs.add(input);
      add(arguments, Objects.requireNonNull(shot.clip()));
      filters.append(fitted(input++, plan, shot.frames(), "c" + i + "p0"));
      int drawn = 0;
      for (var overlay : shot.overlays()) {
        add(arguments, overlay.png());
        filters.append(
            "[c%dp%d][%d:v]overlay=%d:%d:enable='between(n,%d,%d)'[c%dp%d];"
                .formatted(
                    i,
                    drawn,
                    input++,
                    overlay.x(),
                    overlay.y(),
                    overlay.range().start(),
                    overlay.range().end() - 1,
                    i,
                    drawn + 1));
        drawn++;
      }
      filters.append("[c%dp%d]null[s%d];".formatted(i, drawn, i));
    }
    filters.append(fades(plan));
    filters.append(sound(plan, arguments, clipInputs, input));
    arguments.addAll(List.of("-filter_complex", filters.toString()));
    arguments.addAll(List.of("-map", "[picture]", "-map", "[sound]"));
    finish(arguments, plan, film);
  }

  /// Clips of one make, put one after the other and encoded.
  void joinEncoding(CutPlan plan, Path folder) throws IOException, InterruptedException {
    var arguments = new ArrayList<String>();
    var labels = new StringBuilder();
    for (int i = 0; i < plan.shots().size(); i++) {
      add(arguments, Objects.requireNonNull(plan.shots().get(i).clip()));
      labels.append("[%d:v][%d:a]".formatted(i, i));
    }
    arguments.addAll(
        List.of(
            "-filter_complex",
            labels + "concat=n=%d:v=1:a=1[picture][sound]".formatted(plan.shots().size())));
    arguments.addAll(List.of("-map", "[picture]", "-map", "[sound]"));
    finish(arguments, plan, folder.resolve("encoded.mp4"));
  }

  private void finish(List<String> arguments, CutPlan plan, Path film)
      throws IOException, InterruptedException {
    var all = new ArrayList<>(arguments);
    all.addAll(EncodingProfile.STANDARD.videoArguments(plan.format().rate(), 2));
    all.addAll(List.of("-c:a", "aac", "-b:a", "160k", "-ar", "48000", "-ac", "2"));
    all.addAll(List.of("-movflags", "+faststart"));
    runner.run(FfmpegJob.of("encoding in a single pass", all).writing(film));
  }

  private static void add(List<String> arguments, Path file) {
    arguments.addAll(List.of("-i", file.toString()));
  }

  static String fitted(int input, CutPlan plan, long frames, String label) {
    var format = plan.format();
    return ("[%d:v]fps=%s,scale=%d:%d:force_original_aspect_ratio=decrease:"
            + "out_color_matrix=bt709:out_range=tv,pad=%d:%d:-1:-1,setsar=1,format=yuv420p,"
            + "tpad=stop_mode=clone:stop=-1,trim=end_frame=%d[%s];")
        .formatted(
            input,
            format.rate(),
            format.widthPixels(),
            format.heightPixels(),
            format.widthPixels(),
            format.heightPixels(),
            frames,
            label);
  }

  private static String fades(CutPlan plan) {
    var filters = new StringBuilder();
    var seen = "s0";
    long frames = plan.shots().getFirst().frames();
    for (int i = 1; i < plan.shots().size(); i++) {
      long fade = plan.shots().get(i - 1).fade().frames();
      filters.append(
          String.format(
              Locale.ROOT,
              "[%s][s%d]xfade=transition=fade:duration=%.6f:offset=%.6f[j%d];",
              seen,
              i,
              seconds(plan, fade),
              seconds(plan, frames - fade),
              i));
      seen = "j" + i;
      frames += plan.shots().get(i).frames() - fade;
    }
    return filters.append("[%s]null[picture];".formatted(seen)).toString();
  }

  private static double seconds(CutPlan plan, long frames) {
    var time = plan.format().rate().secondsAtFrame(frames);
    return (double) time.num() / time.den();
  }

  /// Narration and the clips' own sound at their places, music ducked under them, one loudness.
  static String sound(
      CutPlan plan, List<String> arguments, List<Integer> clipInputs, int firstInput) {
    var filters = new StringBuilder();
    var labels = new StringBuilder();
    int input = firstInput;
    int voices = 0;
    for (int i = 0; i < plan.shots().size(); i++) {
      var shot = plan.shots().get(i);
      long millis = plan.format().rate().millisAtFrame(plan.startOf(i));
      add(arguments, Objects.requireNonNull(shot.narration()));
      filters.append(placed(input++, 0, millis, "v" + voices));
      labels.append("[v%d]".formatted(voices++));
      // The seventh clip is the silent one.
      if (i != 7) {
        filters.append(placed(clipInputs.get(i), shot.clipLevelDecibels(), millis, "v" + voices));
        labels.append("[v%d]".formatted(voices++));
      }
    }
    add(arguments, Objects.requireNonNull(plan.music()));
    double length = seconds(plan, plan.frames());
    return filters
        + labels.toString()
        + String.format(
            Locale.ROOT,
            "amix=inputs=%d:normalize=0,apad=whole_dur=%.6f,asplit[key][speech];"
                + "[%d:a]aresample=48000,aformat=channel_layouts=stereo,volume=0.6[music];"
                + "[music][key]sidechaincompress=threshold=0.03:ratio=8:attack=20:release=400[bed];"
                + "[bed][speech]amix=inputs=2:normalize=0,loudnorm=I=-16:TP=-1.5:LRA=11,"
                + "aresample=48000,aformat=sample_fmts=fltp:channel_layouts=stereo,"
                + "apad=whole_dur=%.6f,atrim=end=%.6f[sound]",
            voices,
            length,
            input,
            length,
            length);
  }

  private static String placed(int input, double decibels, long millis, String label) {
    return String.format(
        Locale.ROOT,
        "[%d:a]aresample=48000,aformat=sample_fmts=fltp:channel_layouts=stereo,volume=%.1fdB,"
            + "adelay=%d:all=1[%s];",
        input,
        decibels,
        millis,
        label);
  }
}
