package dev.reelwright.ledger;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.reelwright.provider.InputFile;
import dev.reelwright.store.NewerMembers;

/// Writes a request down so that equal requests have equal text: members and map entries are
/// sorted, a file is its hash, wherever it lies, and `Newer` members are left out until they are
/// used, so that digests outlive an upgrade.
public final class CanonicalJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModules(new Jdk8Module(), new JavaTimeModule())
          .annotationIntrospector(new NewerMembers())
          .addMixIn(InputFile.class, WithoutPath.class)
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .build();

  private CanonicalJson() {}

  /// @throws IllegalArgumentException when the request holds something that has no JSON form
  public static String of(Object request) {
    try {
      return MAPPER.writeValueAsString(request);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON can be made of " + request, e);
    }
  }

  @JsonIgnoreProperties("file")
  private interface WithoutPath {}
}
