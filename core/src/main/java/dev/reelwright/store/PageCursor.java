package dev.reelwright.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/// Where a page of a list, newest first, ended: the next page begins with what is older. To callers
/// of an API it is an opaque text.
///
/// @param createdAt of the last item, to the millisecond
/// @param id of the last item
public record PageCursor(Instant createdAt, String id) {
  public PageCursor {
    Ids.requireUuid(id);
    createdAt = Instant.ofEpochMilli(createdAt.toEpochMilli());
  }

  /// A text of letters, digits, `-` and `_`.
  public String text() {
    var plain = createdAt.toEpochMilli() + " " + id;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
  }

  /// @throws IllegalArgumentException when the text was not made by `text`
  public static PageCursor parse(String text) {
    try {
      var plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
      var space = plain.indexOf(' ');
      var cursor =
          new PageCursor(
              Instant.ofEpochMilli(Long.parseLong(plain, 0, Math.max(space, 0), 10)),
              plain.substring(space + 1));
      if (cursor.text().equals(text)) {
        return cursor;
      }
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new IllegalArgumentException("not a cursor of this server: " + text, e);
    }
    throw new IllegalArgumentException("not a cursor of this server: " + text);
  }
}
