package dev.reelwright.bench;

import dev.reelwright.media.ffmpeg.FfmpegJob;
import dev.reelwright.media.ffmpeg.FfmpegRunner;
import dev.reelwright.media.finish.EncodingProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The film as simple tools make it, one wish after the other: every clip encoded into one shape,
/// the clips put together, the captions burnt into that, the sound laid under. There are no fades,
/// which spares them work.
record SimpleTools(FfmpegRunner runner, FinishSet set, Path folder) {
  void make() throws IOException, InterruptedException {
    var plan = set.film();
    var list = new StringBuilder();
    for (int i = 0; i < plan.shots().size(); i++) {
      var shot = plan.shots().get(i);
      var arguments = new ArrayList<String>();
      arguments.addAll(List.of("-i", Objects.requireNonNull(shot.clip()).toString()));
      var filters = SinglePass.fitted(0, plan, shot.frames(), "out");
      arguments.addAll(List.of("-filter_complex", filters.substring(0, filters.length() - 1)));
      arguments.addAll(List.of("-map", "[out]"));
      var piece = folder.resolve("simple-%d.mp4".formatted(i));
      encode(arguments, piece);
      list.append("file '%s'\n".formatted(piece));
    }
    var listFile = Files.writeString(folder.resolve("simple.txt"), list);
    var joined = folder.resolve("joined.mp4");
    runner.run(
        FfmpegJob.of(
                "joining",
                List.of("-f", "concat", "-safe", "0", "-i", listFile.toString(), "-c", "copy"))
            .writing(joined));
    var captioned = folder.resolve("captioned.mp4");
    encode(captions(joined), captioned);
    var arguments = new ArrayList<String>();
    arguments.addAll(List.of("-i", captioned.toString()));
    var clipInputs = new ArrayList<Integer>();
    for (var shot : plan.shots()) {
      clipInputs.add(1 + clipInputs.size());
      arguments.addAll(List.of("-i", Objects.requireNonNull(shot.clip()).toString()));
    }
    var filters = SinglePass.sound(plan, arguments, clipInputs, 1 + clipInputs.size());
    arguments.addAll(List.of("-filter_complex", filters, "-map", "0:v", "-map", "[sound]"));
    arguments.addAll(List.of("-c:v", "copy", "-c:a", "aac", "-b:a", "160k"));
    runner.run(FfmpegJob.of("laying sound under", arguments).writing(folder.resolve("simple.mp4")));
  }

  private List<String> captions(Path joined) {
    var arguments = new ArrayList<String>(List.of("-i", joined.toString()));
    var filters = new StringBuilder("[0:v]null[p0];");
    int drawn = 0;
    long start = 0;
    for (var shot : set.film().shots()) {
      for (var overlay : shot.overlays()) {
        arguments.addAll(List.of("-i", overlay.png().toString()));
        filters.append(
            "[p%d][%d:v]overlay=%d:%d:enable='between(n,%d,%d)'[p%d];"
                .formatted(
                    drawn,
                    drawn + 1,
                    overlay.x(),
                    overlay.y(),
                    start + overlay.range().start(),
                    start + overlay.range().end() - 1,
                    drawn + 1));
        drawn++;
      }
      start += shot.frames();
    }
    filters.append("[p%d]null[out]".formatted(drawn));
    arguments.addAll(List.of("-filter_complex", filters.toString(), "-map", "[out]"));
    return arguments;
  }

  private void encode(List<String> arguments, Path target)
      throws IOException, InterruptedException {
    var all = new ArrayList<>(arguments);
    all.addAll(EncodingProfile.STANDARD.videoArguments(set.film().format().rate(), 2));
    runner.run(FfmpegJob.of("encoding", all).writing(target));
  }
}
