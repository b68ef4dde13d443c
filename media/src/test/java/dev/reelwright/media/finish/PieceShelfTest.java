package dev.reelwright.media.finish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.media.ffmpeg.TestFfmpeg;
import dev.reelwright.media.finish.CutPlan.FadeOut;
import dev.reelwright.media.finish.CutPlan.Overlay;
import dev.reelwright.media.finish.CutPlan.Shot;
import dev.reelwright.media.probe.Probe;
import dev.reelwright.media.timeline.FrameRange;
import dev.reelwright.media.timeline.Transition;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PieceShelfTest extends FilmLab {
  private static final FadeOut FADE = new FadeOut(Transition.FADE, 6);
  private static final long ROOM = 1L << 30;

  private final Probe probe = new Probe(TestFfmpeg.runner());
  private Path pieces;
  private CutFinisher finisher;

  @BeforeEach
  void prepare() throws IOException {
    pieces = folder.resolve("pieces");
    finisher = finisher(ROOM, InstantSource.system());
  }

  @Test
  void aFilmThatIsMadeAgainEncodesNothing() throws Exception {
    var plan = film(fourShots());

    var first = make(plan, "first.mp4");
    var second = make(plan, "second.mp4");

    assertThat(first.keptPieces()).isZero();
    assertThat(second.keptPieces()).isEqualTo(4 + 3);
    assertThat(second.inSinglePass()).isFalse();
    assertThat(Files.readAllBytes(folder.resolve("second.mp4")))
        .isEqualTo(Files.readAllBytes(folder.resolve("first.mp4")));
  }

  @Test
  void anotherClipInTheMiddleChangesItsShotAndItsTwoFadesOnly() throws Exception {
    var shots = fourShots();
    make(film(shots), "first.mp4");
    var other = clip("other.mp4", "160x90", "24", 1.5, new String[0], "color=c=black");

    var second = make(film(replaced(shots, 1, shot(other, 30).fading(FADE))), "second.mp4");

    assertThat(second.keptPieces()).isEqualTo(3 + 1);
    assertThat(second.inSinglePass()).isFalse();
    assertThat(pixels(folder.resolve("second.mp4"), 160, 90)).matches("#{25,29}\\.{20,28}#{46,55}");
    assertThat(decodedFrames(folder.resolve("second.mp4"))).isEqualTo(4 * 30 - 3 * 6);
  }

  @Test
  void anotherCaptionChangesItsShotEvenUnderTheSameFileName() throws Exception {
    var black = clip("black.mp4", "320x180", "24", 1, new String[0], "color=c=black");
    var range = new FrameRange(0, 24);
    var caption = overlay("caption.png", 40, 40, Color.WHITE);
    var shots =
        List.of(
            new Shot(black, 24, null, List.of(new Overlay(caption, 0, 0, range))), shot(black, 24));
    make(film(shots), "first.mp4");

    overlay("caption.png", 40, 40, Color.BLACK);
    var second = make(film(shots), "second.mp4");

    assertThat(second.keptPieces()).isEqualTo(1);
    assertThat(pixels(folder.resolve("second.mp4"), 20, 20)).isEqualTo(dark(48));
  }

  @Test
  void preparedClipsLeaveOnlyTheRestToBeMade() throws Exception {
    var shots = fourShots();
    var twoArrived =
        replaced(replaced(shots, 2, Shot.gap(30, null).fading(FADE)), 3, Shot.gap(30, null));

    int made = finisher.prepare(film(twoArrived), Set.of(0, 1, 2), scratch(), () -> false);
    int again = finisher.prepare(film(twoArrived), Set.of(0, 1, 2), scratch(), () -> false);
    var cut = make(film(shots), "film.mp4");

    assertThat(made).as("two shots and the fade between them").isEqualTo(3);
    assertThat(again).isZero();
    assertThat(cut.keptPieces()).isEqualTo(3);
    assertThat(cut.inSinglePass()).isFalse();
    assertThat(decodedFrames(folder.resolve("film.mp4"))).isEqualTo(4 * 30 - 3 * 6);
  }

  @Test
  void whatWasLentIsNotWrittenIntoWhenItsShotMustBeEncodedAgain() throws Exception {
    var plan = film(fourShots());
    make(plan, "first.mp4");
    try (Stream<Path> files = Files.list(pieces)) {
      for (var file : files.filter(f -> f.toString().contains("-tail")).toList()) {
        Files.delete(file);
      }
    }
    var heads = bytes("-head");

    var second = make(plan, "second.mp4");

    assertThat(second.keptPieces()).as("the last shot has no tail").isEqualTo(1 + 3);
    assertThat(bytes("-head")).isEqualTo(heads);
    assertThat(Files.readAllBytes(folder.resolve("second.mp4")))
        .isEqualTo(Files.readAllBytes(folder.resolve("first.mp4")));
  }

  @Test
  void whatLayUnusedForLongestIsThrownAwayFirst() throws Exception {
    var now = Instant.parse("2030-01-01T12:00:00Z");
    Files.createDirectories(pieces);
    var old = piece("old", now.minus(Duration.ofDays(2)));
    var used = piece("used", now.minus(Duration.ofDays(3)));
    var young = piece("young", now.minus(Duration.ofMinutes(1)));
    var shelf = PieceShelf.in(pieces, 2_000, InstantSource.fixed(now));

    assertThat(shelf.lend("used", folder.resolve("lent.mp4"))).isTrue();
    shelf.tidy();

    assertThat(old).doesNotExist();
    assertThat(used).exists();
    assertThat(young).exists();
    assertThat(folder.resolve("lent.mp4")).hasSize(1_000);
  }

  private Path piece(String name, Instant used) throws IOException {
    var file = Files.write(pieces.resolve(name + ".mp4"), new byte[1_000]);
    return Files.setLastModifiedTime(file, FileTime.from(used));
  }

  private List<Integer> bytes(String part) throws IOException {
    try (Stream<Path> files = Files.list(pieces)) {
      var digests = new ArrayList<Integer>();
      for (var file : files.filter(f -> f.toString().contains(part)).sorted().toList()) {
        digests.add(java.util.Arrays.hashCode(Files.readAllBytes(file)));
      }
      return digests;
    }
  }

  private List<Shot> fourShots() {
    return List.of(
        shot(clip("a.mp4", "320x180", "24", 1.5), 30).fading(FADE),
        shot(clip("b.mp4", "160x90", "25", 1.5), 30).fading(FADE),
        shot(clip("c.mp4", "320x240", "30", 1.5), 30).fading(FADE),
        shot(clip("d.mp4", "180x320", "30000/1001", 1), 30));
  }

  private static List<Shot> replaced(List<Shot> shots, int index, Shot shot) {
    var changed = new ArrayList<>(shots);
    changed.set(index, shot);
    return changed;
  }

  private static CutPlan film(List<Shot> shots) {
    return new CutPlan(LANDSCAPE, shots, null, false);
  }

  private CutFinisher finisher(long room, InstantSource clock) throws IOException {
    return new CutFinisher(TestFfmpeg.runner(), probe, PieceShelf.in(pieces, room, clock));
  }

  private FinishedCut make(CutPlan plan, String name) throws Exception {
    return finisher.finish(
        plan, folder.resolve(name), scratch(), (fraction, doing) -> {}, () -> false);
  }

  private Path scratch() throws IOException {
    return Files.createTempDirectory(folder, "scratch");
  }
}
