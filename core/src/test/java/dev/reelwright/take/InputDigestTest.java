package dev.reelwright.take;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class InputDigestTest {
  @Property
  void theOrderOfInputsDoesNotMatter(@ForAll Map<String, String> inputs) {
    var reversed = new LinkedHashMap<String, String>();
    inputs.entrySet().stream()
        .toList()
        .reversed()
        .forEach(entry -> reversed.put(entry.getKey(), entry.getValue()));

    assertThat(InputDigest.of(reversed)).isEqualTo(InputDigest.of(inputs));
  }

  @Property
  void differentInputsHaveDifferentDigests(
      @ForAll Map<String, String> one, @ForAll Map<String, String> other) {
    assertThat(InputDigest.of(one).equals(InputDigest.of(other))).isEqualTo(one.equals(other));
  }

  @Example
  void namesAndValuesDoNotRunIntoEachOther() {
    assertThat(InputDigest.of(Map.of("ab", "c"))).isNotEqualTo(InputDigest.of(Map.of("a", "bc")));
    assertThat(InputDigest.of(Map.of("a", "", "b", "")))
        .isNotEqualTo(InputDigest.of(Map.of("a", "b")));
  }
}
