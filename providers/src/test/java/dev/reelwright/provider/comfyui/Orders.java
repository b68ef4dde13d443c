package dev.reelwright.provider.comfyui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.BlobHash;
import dev.reelwright.ledger.AttemptId;
import dev.reelwright.project.Format;
import dev.reelwright.project.ModelChoice;
import dev.reelwright.provider.Call;
import dev.reelwright.provider.CancelSignal;
import dev.reelwright.provider.Generator;
import dev.reelwright.provider.ImageGenerator;
import dev.reelwright.provider.ImageRequest;
import dev.reelwright.provider.InputFile;
import dev.reelwright.provider.MediaResult;
import dev.reelwright.provider.PollResult;
import dev.reelwright.provider.ProgressListener;
import dev.reelwright.provider.ProviderJob;
import dev.reelwright.provider.SubmitResult;
import dev.reelwright.provider.VideoGenerator;
import dev.reelwright.provider.VideoRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Requests with every detail filled in, and the way from an order to its end.
final class Orders {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private Orders() {}

  static ComfySettings settings(ComfySettings.Server... servers) {
    return new ComfySettings(
        List.of(servers),
        Duration.ofMinutes(20),
        Duration.ofMillis(20),
        null,
        Map.of(),
        List.of("82", "94"));
  }

  static ImageGenerator images(ComfyUiStudio studio, String template) {
    return studio.images(new ModelChoice(ComfyUiStudio.PROVIDER, template)).orElseThrow();
  }

  static VideoGenerator videos(ComfyUiStudio studio, String template) {
    return studio.videos(new ModelChoice(ComfyUiStudio.PROVIDER, template)).orElseThrow();
  }

  static Call call(Path scratch) throws IOException {
    return call(scratch, "");
  }

  static Call call(Path scratch, String lane) throws IOException {
    return new Call(
        AttemptId.fresh(),
        Files.createTempDirectory(scratch, "call"),
        ProgressListener.SILENT,
        CancelSignal.NEVER,
        lane);
  }

  static ImageRequest picture(String prompt) {
    return picture(prompt, Map.of(), null);
  }

  static ImageRequest picture(
      String prompt, Map<String, Object> extra, @Nullable InputFile reference) {
    return new ImageRequest(
        prompt, "birds", "anime", Format.ofAspect("16:9"), reference, 0, 6000, 7, extra);
  }

  static VideoRequest clip(String motion, @Nullable InputFile first, long millis) {
    return new VideoRequest(
        motion,
        "a kite",
        "",
        "anime",
        Format.ofAspect("16:9"),
        first,
        null,
        millis,
        false,
        7,
        Map.of());
  }

  static InputFile frame(Path folder) throws IOException {
    var file = folder.resolve("frame.png");
    Files.write(file, ComfyFiles.picture(1, Exchange.JSON.createObjectNode()));
    return new InputFile(new BlobHash("0123456789abcdef".repeat(4)), file, "image/png");
  }

  /// Orders, and looks until there is an end.
  static <Q> PollResult<MediaResult> made(Generator<Q, MediaResult> by, Q request, Call call)
      throws IOException, InterruptedException {
    return ended(by, accepted(by.submit(request, call)), call);
  }

  static ProviderJob accepted(SubmitResult<MediaResult> submitted) {
    assertThat(submitted).isInstanceOf(SubmitResult.Accepted.class);
    return ((SubmitResult.Accepted<MediaResult>) submitted).job();
  }

  static PollResult<MediaResult> ended(Generator<?, MediaResult> by, ProviderJob job, Call call)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      var seen = by.poll(job, call);
      if (!(seen instanceof PollResult.Working<MediaResult>)) {
        return seen;
      }
      assertThat(System.nanoTime()).as("the job ends").isLessThan(deadline);
      pause();
    }
  }

  static MediaResult delivered(PollResult<MediaResult> ended) {
    assertThat(ended).isInstanceOf(PollResult.Delivered.class);
    return ((PollResult.Delivered<MediaResult>) ended).result();
  }

  static PollResult.Failed<MediaResult> failed(PollResult<MediaResult> ended) {
    assertThat(ended).isInstanceOf(PollResult.Failed.class);
    return (PollResult.Failed<MediaResult>) ended;
  }

  static SubmitResult.Rejected<MediaResult> rejected(SubmitResult<MediaResult> submitted) {
    assertThat(submitted).isInstanceOf(SubmitResult.Rejected.class);
    return (SubmitResult.Rejected<MediaResult>) submitted;
  }

  static void eventually(String what, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      pause();
    }
  }

  private static void pause() throws InterruptedException {
    var _ = new CountDownLatch(1).await(10, TimeUnit.MILLISECONDS);
  }
}
