package dev.reelwright.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class IdsTest {
  private static final long FAR = 8_640_000_000_000_000L;

  @Example
  void freshIdsAreCanonicalAndSortInTheOrderTheyWereMade() {
    var last = Ids.fresh();
    for (int i = 0; i < 10_000; i++) {
      var next = Ids.fresh();
      assertThat(Ids.isUuid(next)).isTrue();
      assertThat(next.charAt(14)).isEqualTo('7');
      assertThat(next).isGreaterThan(last);
      last = next;
    }
  }

  @Property
  void everyUuidIsAnIdInItsCanonicalFormOnly(@ForAll long high, @ForAll long low) {
    var text = new UUID(high, low).toString();

    assertThat(Ids.requireUuid(text)).isEqualTo(text);
    assertThat(Ids.isUuid(text.toUpperCase(Locale.ROOT)))
        .isEqualTo(text.toUpperCase(Locale.ROOT).equals(text));
    assertThat(Ids.isUuid("{" + text + "}")).isFalse();
    assertThat(Ids.isUuid(text.replace("-", ""))).isFalse();
  }

  @Property
  void noOtherTextIsAnId(@ForAll String text) {
    assertThat(Ids.isUuid(text)).isFalse();
  }

  @Property
  void aCursorSurvivesItsText(
      @ForAll @LongRange(min = -FAR, max = FAR) long millis, @ForAll long high, @ForAll long low) {
    var cursor = new PageCursor(Instant.ofEpochMilli(millis), new UUID(high, low).toString());

    assertThat(cursor.text()).matches("[A-Za-z0-9_-]+");
    assertThat(PageCursor.parse(cursor.text())).isEqualTo(cursor);
  }

  @Property
  void noOtherTextIsACursor(@ForAll String text) {
    assertThatThrownBy(() -> PageCursor.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a cursor");
  }
}
