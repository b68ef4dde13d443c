package dev.reelwright.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// A narrated, captioned job of the orchestrate surface, whose pictures and clips come from a
/// ComfyUI on loopback that counts what it is asked for, and whose end is told to a webhook.
final class JobErrand implements Errand, AutoCloseable {
  private static final int PARTS = 2;
  private static final Duration PER_PART = Duration.ofMillis(300);
  private static final Duration LONGEST = Duration.ofMinutes(3);

  private final PretendComfy comfy = new PretendComfy(PER_PART);
  private final PretendReceiver receiver = new PretendReceiver();
  private final Path shared;
  private final Map<String, String> runs = new HashMap<>();

  /// @param shared where the folders of runs appear
  JobErrand(Path shared) throws IOException {
    this.shared = shared;
  }

  /// A server whose jobs are made with this errand's ComfyUI.
  ServedReel.Program equipped(ServedReel.Program program) {
    return program.with(
        Map.of(
            "REELWRIGHT_COMFYUI_URL", comfy.address().toString(),
            "REELWRIGHT_COMFYUI_POLL_INTERVAL_SECONDS", "0.1",
            "REELWRIGHT_ORCHESTRATE_VOICE", "true",
            "REELWRIGHT_ORCHESTRATE_FOLDER", shared.toString(),
            "REELWRIGHT_WEBHOOK_URL", receiver.address().toString()));
  }

  @Override
  public String order(ServedReel server) throws IOException, InterruptedException {
    var run = "run-" + (runs.size() + 1);
    var prompts = new ArrayList<Map<String, String>>();
    for (int i = 1; i <= PARTS; i++) {
      prompts.add(
          Map.of(
              "image_prompt", "A fox. " + part("picture", i, run),
              "video_prompt", "It runs. " + part("clip", i, run)));
    }
    try (var client = new JobClient(server.address())) {
      var job =
          client.order(
              Map.of(
                  "script", "A fox runs through the snow and is gone.",
                  "caption", "A fox",
                  "run_id", run,
                  "language", "en",
                  "prompts", prompts));
      runs.put(job, run);
      return job;
    }
  }

  private static String part(String kind, int number, String run) {
    return "[%s %d of %s]".formatted(kind, number, run);
  }

  @Override
  public void settle(ServedReel server, String job) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    try (var client = new JobClient(server.address())) {
      var status = client.status(job);
      while (!JobClient.isOver(status) || receiver.about(job).isEmpty()) {
        if (System.nanoTime() > deadline) {
          throw new IOException("job %s does not end: %s".formatted(job, status));
        }
        server.letRun(20);
        status = client.status(job);
      }
      if (!JobClient.isCompleted(status)) {
        throw new IOException("job %s failed: %s".formatted(job, status));
      }
    }
  }

  @Override
  public List<String> faults(String job) throws IOException {
    var run = String.valueOf(runs.get(job));
    var faults = new ArrayList<String>();
    var asked = comfy.asked();
    var wanted = new TreeSet<String>();
    for (int i = 1; i <= PARTS; i++) {
      for (var kind : List.of("picture", "clip")) {
        var times = Collections.frequency(asked, part(kind, i, run));
        if (times != 1) {
          faults.add("ComfyUI was asked %d times for %s".formatted(times, part(kind, i, run)));
        }
      }
      wanted.add("img_%03d.png".formatted(i));
      wanted.add("vid_%03d.mp4".formatted(i));
    }
    if (receiver.about(job).size() != 1) {
      faults.add("its end was told in the messages " + receiver.about(job));
    }
    wanted.addAll(
        List.of(
            "manifest.json",
            "voiceover.wav",
            "stitched_output.mp4",
            "generated.srt",
            "stitched_subtitled.mp4"));
    try (var files = Files.list(shared.resolve(run))) {
      var there = new TreeSet<>(files.map(Path::getFileName).map(Path::toString).toList());
      if (!there.equals(wanted)) {
        faults.add("in the folder of its run are " + there);
      }
    }
    return faults;
  }

  @Override
  public void close() {
    comfy.close();
    receiver.close();
  }
}
