package dev.reelwright.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonTest {
  record Frame(int width, @Nullable String note, Optional<Duration> length, Instant at) {
    boolean isWide() {
      return width > 100;
    }
  }

  record Name(String value) {}

  record Titled(Name name, List<Name> others) {}

  sealed interface Outcome {
    record Accepted(Name job, int polls) implements Outcome {}

    record Rejected() implements Outcome {}
  }

  record Step(Outcome outcome, List<Outcome> earlier) {}

  private static final Instant AT = Instant.parse("2026-03-01T12:00:00.123Z");

  @Test
  void writesTimesAsIsoTextAndComponentsOnly() {
    var frame = new Frame(1280, null, Optional.of(Duration.ofMillis(2500)), AT);

    assertThat(Json.write(frame))
        .isEqualTo(
            "{\"width\":1280,\"note\":null,\"length\":\"PT2.5S\",\"at\":\"2026-03-01T12:00:00.123Z\"}");
    assertThat(Json.read(Json.write(frame), Frame.class)).isEqualTo(frame);
  }

  @Test
  void writesARecordOfALoneValueAsThatValue() {
    var titled = new Titled(new Name("a"), List.of(new Name("b")));

    assertThat(Json.write(titled)).isEqualTo("{\"name\":\"a\",\"others\":[\"b\"]}");
    assertThat(Json.read(Json.write(titled), Titled.class)).isEqualTo(titled);
  }

  @Test
  void saysWhichMemberOfASealedInterfaceItIs() {
    Outcome accepted = new Outcome.Accepted(new Name("j1"), 2);
    var step = new Step(accepted, List.of(new Outcome.Rejected(), accepted));

    assertThat(Json.write(accepted))
        .isEqualTo("{\"type\":\"Accepted\",\"job\":\"j1\",\"polls\":2}");
    assertThat(Json.read(Json.write(accepted), Outcome.class)).isEqualTo(accepted);
    assertThat(Json.read(Json.write(step), Step.class)).isEqualTo(step);
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertRefused("{\"name\":\"a\",\"others\":[],\"colour\":1}", Titled.class);
    assertRefused("{\"name\":\"a\",\"name\":\"b\",\"others\":[]}", Titled.class);
    assertRefused("{\"name\":\"a\",\"others\":[]} {}", Titled.class);
    assertRefused("{\"type\":\"Lost\"}", Outcome.class);
    assertRefused("{\"type\":\"Accepted\",\"job\":\"j1\"}", Outcome.class);
    assertRefused("null", Titled.class);
    assertRefused("", Titled.class);
    assertRefused("{\"name\":", Titled.class);
  }

  @Test
  void readsMapsAndLists() {
    assertThat(Json.readMap("{\"a\":[1,true,\"x\"],\"b\":{\"c\":1.5}}"))
        .isEqualTo(Map.of("a", List.of(1, true, "x"), "b", Map.of("c", 1.5)));
    assertThat(Json.readList("[\"a\",\"b\"]", String.class)).containsExactly("a", "b");
  }

  record Grown(
      int width,
      @Newer boolean wide,
      @Newer int rows,
      @Newer List<Name> others,
      @Newer Map<String, Integer> counts,
      @Newer @Nullable Integer most) {}

  @Test
  void readsWhatWasWrittenBeforeAMemberExisted() {
    assertThat(Json.read("{\"width\":1}", Grown.class))
        .isEqualTo(new Grown(1, false, 0, List.of(), Map.of(), null));
    assertRefused("{\"wide\":true}", Grown.class);
  }

  @Test
  void writesNewerMembersOnceTheySaySomething() {
    var before = new Grown(1, false, 0, List.of(), Map.of(), null);
    var after = new Grown(1, true, 2, List.of(new Name("a")), Map.of("b", 0), 0);

    assertThat(Json.write(before)).isEqualTo("{\"width\":1}");
    assertThat(Json.write(after))
        .isEqualTo(
            "{\"width\":1,\"wide\":true,\"rows\":2,\"others\":[\"a\"],\"counts\":{\"b\":0},\"most\":0}");
    assertThat(Json.read(Json.write(after), Grown.class)).isEqualTo(after);
  }

  @Test
  void saysThatANewerVersionWroteWhatItDoesNotKnow() {
    assertThatThrownBy(() -> Json.read("{\"width\":1,\"colour\":7}", Grown.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"colour\"")
        .hasMessageContaining("a newer version wrote it");
  }

  private static void assertRefused(String json, Class<?> type) {
    assertThatThrownBy(() -> Json.read(json, type))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(type.getName());
  }
}
