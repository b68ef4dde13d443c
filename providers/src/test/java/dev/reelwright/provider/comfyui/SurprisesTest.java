package dev.reelwright.provider.comfyui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.provider.Glancing;
import dev.reelwright.provider.ImageGenerator;
import dev.reelwright.provider.MediaResult;
import dev.reelwright.provider.PollResult;
import dev.reelwright.provider.ProviderJob;
import dev.reelwright.provider.RejectionReason;
import dev.reelwright.provider.SubmitResult;
import dev.reelwright.store.SettableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What ComfyUI does that nobody would expect, one test each.
class SurprisesTest {
  private static final Duration PATIENCE = Duration.ofMinutes(20);
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T10:00:00Z"));
  @TempDir Path scratch;
  private SimulatedComfy comfy;
  private ComfyUiStudio studio;
  private ImageGenerator images;

  @BeforeEach
  void open() throws IOException {
    comfy = new SimulatedComfy(Duration.ofMillis(20));
    studio =
        new ComfyUiStudio(Orders.settings(comfy.server("one")), List.of(), Traffic.UNHEARD, clock);
    images = Orders.images(studio, "text-to-image");
  }

  @AfterEach
  void close() throws IOException {
    comfy.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"PROMPT_500_QUEUED", "PROMPT_CUT_QUEUED", "PROMPT_GARBAGE"})
  void findsAJobThatWasQueuedAlthoughNobodySaidSo(Fault fault) throws Exception {
    comfy.arm(fault);
    var call = Orders.call(scratch);
    var request = Orders.picture("a kite");

    var submitted = images.submit(request, call);
    var found = images.find(request, call);

    assertThat(submitted).isInstanceOf(SubmitResult.Unknown.class);
    Orders.delivered(Orders.ended(images, found.orElseThrow(), call));
    assertThat(comfy.accepted()).hasSize(1);
    assertThat(comfy.requests()).filteredOn("POST /prompt"::equals).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"PROMPT_500_LOST", "PROMPT_CUT_LOST"})
  void findsNothingOfAJobThatWasNeverQueued(Fault fault) throws Exception {
    comfy.arm(fault);
    var call = Orders.call(scratch);
    var request = Orders.picture("a kite");

    assertThat(images.submit(request, call)).isInstanceOf(SubmitResult.Unknown.class);
    assertThat(images.find(request, call)).isEmpty();
    assertThat(comfy.requests()).filteredOn("POST /prompt"::equals).hasSize(1);
  }

  @Test
  void runsAnIdThatIsSentTwiceTwiceSoFindingItMatters() throws Exception {
    var call = Orders.call(scratch);
    var request = Orders.picture("a kite");

    Orders.made(images, request, call);
    Orders.made(images, request, call);

    assertThat(comfy.accepted())
        .extracting(SimulatedComfy.Job::id)
        .containsOnly(call.attempt().value());
    assertThat(comfy.accepted()).as("it has no idempotency").hasSize(2);
  }

  @Test
  void refusesAWorkflowOfWhichHalfWasTaken() throws Exception {
    comfy.arm(Fault.PROMPT_HALF_REFUSED);

    var rejected = Orders.rejected(images.submit(Orders.picture("STUCK"), Orders.call(scratch)));

    assertThat(rejected.reason()).isEqualTo(RejectionReason.INVALID_REQUEST);
    assertThat(rejected.providerMessage()).contains("x.safetensors is not installed");
    Orders.eventually("the other half is taken back", () -> comfy.waiting() == 0);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void cancelsAJobThatRunsAndOneThatWaits(boolean isOld) throws Exception {
    if (isOld) {
      comfy.isOfOldVersion();
    }
    var running = submitted("STUCK 1");
    Orders.eventually("the first one runs", () -> comfy.isRunning(idOf(running)));
    var waiting = submitted("STUCK 2");

    assertThat(images.cancel(waiting)).isTrue();
    assertThat(comfy.waiting()).isEqualTo(1);
    assertThat(images.cancel(running)).isTrue();

    Orders.eventually("nothing is left", () -> comfy.waiting() == 0);
  }

  @Test
  void touchesNobodyElsesJobWhenItCancels() throws Exception {
    comfy.isOfOldVersion();
    var others = submitted("STUCK of somebody else");
    Orders.eventually("it runs", () -> comfy.isRunning(idOf(others)));
    var ours = submitted("a kite");

    assertThat(images.cancel(ours)).isTrue();

    assertThat(comfy.isRunning(idOf(others))).isTrue();
  }

  @Test
  void givesAJobUpThatLeftNoTraceAfterAGrace() throws Exception {
    var before = submitted("STUCK");
    Orders.eventually("it runs", () -> comfy.isRunning(idOf(before)));
    var job = submitted("a kite");
    comfy.delete(idOf(job));

    assertThat(look(job)).isInstanceOf(PollResult.Working.class);
    clock.forward(JobWatch.GRACE.plusSeconds(1));
    var lost = Orders.failed(look(job));

    assertThat(lost.reason()).as("made anew").isEqualTo(RejectionReason.BROKEN_OFF);
    assertThat(lost.providerMessage()).contains("knows nothing of the job");
  }

  @Test
  void noticesARestartThatForgotEverything() throws Exception {
    var job = submitted("STUCK");
    Orders.eventually("it runs", () -> comfy.isRunning(idOf(job)));
    comfy.restart();

    look(job);
    clock.forward(JobWatch.GRACE.plusSeconds(1));

    assertThat(Orders.failed(look(job)).reason()).isEqualTo(RejectionReason.BROKEN_OFF);
  }

  @Test
  void takesAServerForIllThatTakesWorkAndDoesNone() throws Exception {
    comfy.workerDies();
    var job = submitted("a kite");

    assertThat(look(job)).isInstanceOf(PollResult.Working.class);
    clock.forward(JobWatch.IDLE.plusSeconds(1));
    var failed = Orders.failed(look(job));

    assertThat(failed.reason()).isEqualTo(RejectionReason.SERVER_DOWN);
    assertThat(failed.providerMessage()).contains("its worker has stopped");
    assertThat(comfy.waiting()).as("taken back, in case it comes to life").isZero();
  }

  @Test
  void sendsNothingToAServerThatSitsOnItsWork() throws Exception {
    comfy.workerDies();
    submitted("somebody else's");
    look(submitted("a kite"));
    clock.forward(JobWatch.IDLE.plusSeconds(1));

    var rejected = Orders.rejected(images.submit(Orders.picture("x"), Orders.call(scratch)));
    var answer = studio.providers().getFirst().check();

    assertThat(rejected.reason()).isEqualTo(RejectionReason.SERVER_DOWN);
    assertThat(comfy.accepted()).hasSize(2);
    assertThat(answer.works()).isFalse();
    assertThat(answer.message()).contains("does none of it");
  }

  @Test
  void getsAFileOfItsOwnWhereTheServerHasMadeTheSameBefore() throws Exception {
    Orders.made(images, Orders.picture("a kite"), Orders.call(scratch));
    comfy.files.clear();

    Orders.delivered(Orders.made(images, Orders.picture("a kite"), Orders.call(scratch)));
  }

  @Test
  void makesAnewWhatTheHistoryNamesAndTheFolderLacks() throws Exception {
    comfy.arm(Fault.VIEW_GONE);

    var failed = Orders.failed(Orders.made(images, Orders.picture("a kite"), Orders.call(scratch)));

    assertThat(failed.reason()).isEqualTo(RejectionReason.BROKEN_OFF);
  }

  @Test
  void fetchesAFileAgainThatCameInPieces() throws Exception {
    comfy.arm(Fault.VIEW_TORN);
    comfy.arm(Fault.VIEW_TORN);

    Orders.delivered(Orders.made(images, Orders.picture("a kite"), Orders.call(scratch)));
  }

  @Test
  void givesUpAFileThatIsNeverWhole() throws Exception {
    comfy.arm(Fault.VIEW_TORN);
    comfy.arm(Fault.VIEW_TORN);
    comfy.arm(Fault.VIEW_TORN);

    var failed = Orders.failed(Orders.made(images, Orders.picture("a kite"), Orders.call(scratch)));

    assertThat(failed.reason()).isEqualTo(RejectionReason.PROVIDER_FAILURE);
    assertThat(failed.providerMessage()).contains("not whole");
  }

  @Test
  void takesNoWebPageForAPicture() throws Exception {
    comfy.arm(Fault.VIEW_HTML);

    var failed = Orders.failed(Orders.made(images, Orders.picture("a kite"), Orders.call(scratch)));

    assertThat(failed.reason()).isEqualTo(RejectionReason.UNUSABLE_ANSWER);
    assertThat(failed.providerMessage())
        .isEqualTo("the workflow was to save a picture (PNG, JPEG or WebP) and saved a web page");
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"HISTORY_500", "HISTORY_GARBAGE", "VIEW_500", "VIEW_HALF"})
  void asksAgainWhereOneQuestionWentWrong(Fault fault) throws Exception {
    var call = Orders.call(scratch);
    var job = Orders.accepted(images.submit(Orders.picture("a kite"), call));
    Orders.eventually("it has run", () -> comfy.executed().contains(idOf(job)));
    comfy.arm(fault);

    assertThatThrownBy(() -> images.poll(job, call)).isInstanceOf(IOException.class);
    Orders.delivered(Orders.ended(images, job, call));
  }

  @Test
  void goesByTheHistoryWhereTheQueueIsNotShown() throws Exception {
    for (int times = 0; times < 1000; times++) {
      comfy.arm(Fault.QUEUE_500);
    }

    Orders.delivered(Orders.made(images, Orders.picture("a kite"), Orders.call(scratch)));
    var endless = submitted("STUCK");
    assertThat(look(endless)).isInstanceOf(PollResult.Working.class);
    clock.forward(PATIENCE.plusSeconds(2));
    assertThat(Orders.failed(look(endless)).reason()).isEqualTo(RejectionReason.TIMED_OUT);
  }

  @Test
  void stopsAJobThatTakesTooLong() throws Exception {
    var job = submitted("STUCK");
    Orders.eventually("it runs", () -> comfy.isRunning(idOf(job)));
    look(job);

    clock.forward(PATIENCE.plusSeconds(2));
    var failed = Orders.failed(look(job));

    assertThat(failed.reason()).isEqualTo(RejectionReason.TIMED_OUT);
    assertThat(failed.providerMessage()).contains("1200 seconds");
    Orders.eventually("it was stopped", () -> comfy.waiting() == 0);
  }

  @Test
  void countsTheTimeOfAJobFromWhenItBegan() throws Exception {
    var before = submitted("STUCK");
    Orders.eventually("it runs", () -> comfy.isRunning(idOf(before)));
    var job = submitted("STUCK too");
    clock.forward(PATIENCE.minusSeconds(10));
    look(job);
    images.cancel(before);
    Orders.eventually("the other one runs", () -> comfy.isRunning(idOf(job)));

    clock.forward(Duration.ofMinutes(5));
    assertThat(look(job)).isInstanceOf(PollResult.Working.class);
  }

  @Test
  void leavesAnEndlessQueue() throws Exception {
    var before = submitted("STUCK");
    Orders.eventually("it runs", () -> comfy.isRunning(idOf(before)));
    var job = submitted("a kite");

    clock.forward(PATIENCE.plusSeconds(2));
    var failed = Orders.failed(look(job));

    assertThat(failed.reason()).isEqualTo(RejectionReason.TIMED_OUT);
    assertThat(failed.providerMessage()).contains("never began");
    assertThat(comfy.waiting()).isEqualTo(1);
  }

  @Test
  void makesAnewWhatSomebodyElseInterrupted() throws Exception {
    var job = submitted("STUCK");
    Orders.eventually("it runs", () -> comfy.isRunning(idOf(job)));
    comfy.interrupt(idOf(job));

    Orders.eventually("it has ended", () -> comfy.waiting() == 0);
    assertThat(Orders.failed(look(job)).reason()).isEqualTo(RejectionReason.PROVIDER_FAILURE);
  }

  @Test
  void saysWhenNobodyIsThere() throws Exception {
    comfy.kill();

    var rejected = Orders.rejected(images.submit(Orders.picture("x"), Orders.call(scratch)));

    assertThat(rejected.reason()).isEqualTo(RejectionReason.SERVER_DOWN);
    assertThat(rejected.providerMessage())
        .contains(comfy.base().toString())
        .contains("COMFYUI_URL");
  }

  @Test
  void saysWhenAPictureWasNotTaken() throws Exception {
    comfy.arm(Fault.UPLOAD_500);

    var rejected = Orders.rejected(aClip());

    assertThat(rejected.reason()).isEqualTo(RejectionReason.UPLOAD_FAILED);
    assertThat(rejected.providerMessage()).startsWith("uploading a picture failed").contains("500");
    assertThat(comfy.accepted()).isEmpty();
  }

  @Test
  void bringsAPictureOnceMoreWhenTheConnectionEnds() throws Exception {
    comfy.arm(Fault.UPLOAD_CUT);

    Orders.accepted(aClip());

    assertThat(comfy.requests()).filteredOn("POST /upload/image"::equals).hasSize(2);
  }

  @Test
  void saysWhenAConnectionEndsWheneverAPictureIsBrought() throws Exception {
    comfy.arm(Fault.UPLOAD_CUT);
    comfy.arm(Fault.UPLOAD_CUT);

    assertThat(Orders.rejected(aClip()).reason()).isEqualTo(RejectionReason.UPLOAD_FAILED);
    assertThat(comfy.accepted()).isEmpty();
  }

  private SubmitResult<MediaResult> aClip() throws IOException, InterruptedException {
    return Orders.videos(studio, "image-to-video")
        .submit(Orders.clip("x", Orders.frame(scratch), 1000), Orders.call(scratch));
  }

  @Test
  void glancesWithoutFetchingAnything() throws Exception {
    var glancing = (Glancing) images;
    var job = submitted("STUCK");
    Orders.eventually("it runs", () -> comfy.isRunning(idOf(job)));

    var working = glancing.glance(job, "");
    comfy.interrupt(idOf(job));
    Orders.eventually("it has ended", () -> comfy.waiting() == 0);
    var over = glancing.glance(job, "");

    assertThat(working).isInstanceOf(Glancing.Glance.Working.class);
    assertThat(over).isInstanceOf(Glancing.Glance.MaybeOver.class);
    assertThat(comfy.requests()).doesNotContain("GET /view");
  }

  @Test
  void knowsNothingOfAJobOfAServerThatWasTakenOut() throws Exception {
    var failed = Orders.failed(look(new ComfyJob("x", "another", clock.instant()).written()));

    assertThat(failed.reason()).isEqualTo(RejectionReason.PROVIDER_FAILURE);
  }

  private ProviderJob submitted(String prompt) throws IOException, InterruptedException {
    return Orders.accepted(images.submit(Orders.picture(prompt), Orders.call(scratch)));
  }

  private PollResult<MediaResult> look(ProviderJob job) throws IOException, InterruptedException {
    return images.poll(job, Orders.call(scratch));
  }

  private static String idOf(ProviderJob job) {
    return ComfyJob.of(job).orElseThrow().id();
  }
}
