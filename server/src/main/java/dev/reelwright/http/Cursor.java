package dev.reelwright.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a list goes on: after the entry made at that time with that id, in the order newest first,
/// then id. Callers see an opaque word.
public record Cursor(Instant createdAt, String id) {
  private static final int LONGEST = 400;

  /// @throws Problem 400 when the word is not one of ours
  public static Optional<Cursor> parse(@Nullable String word) {
    if (word == null || word.isEmpty()) {
      return Optional.empty();
    }
    try {
      if (word.length() > LONGEST) {
        throw new IllegalArgumentException("too long");
      }
      var bytes = Base64.getUrlDecoder().decode(word);
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      int blank = text.indexOf(' ');
      var createdAt = Instant.ofEpochMilli(Long.parseLong(text.substring(0, Math.max(0, blank))));
      return Optional.of(new Cursor(createdAt, text.substring(blank + 1)));
    } catch (IllegalArgumentException | CharacterCodingException | DateTimeException _) {
      throw Problem.malformed(
          new FieldFault(
              List.of("query", "cursor"),
              "cursor",
              "not a cursor that this server gave out",
              word));
    }
  }

  public String word() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((createdAt.toEpochMilli() + " " + id).getBytes(StandardCharsets.UTF_8));
  }
}
