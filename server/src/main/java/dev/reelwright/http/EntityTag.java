package dev.reelwright.http;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The version of a thing as HTTP shows it: a strong tag in quotes.
public record EntityTag(String value) {
  public EntityTag {
    if (!value.matches("[\\x21\\x23-\\x7e]{1,120}")) {
      throw new IllegalArgumentException("not fit for a tag: " + value);
    }
  }

  public static EntityTag ofVersion(long version) {
    return new EntityTag("v" + version);
  }

  /// As the headers `ETag`, `If-Match` and `If-None-Match` write it.
  public String header() {
    return '"' + value + '"';
  }

  /// Whether `If-None-Match` says the caller has this already. Weak tags count.
  public boolean isNamedIn(@Nullable String ifNoneMatch) {
    return ifNoneMatch != null
        && Arrays.stream(ifNoneMatch.split(","))
            .map(String::strip)
            .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
            .anyMatch(tag -> tag.equals("*") || tag.equals(header()));
  }

  /// Refuses an edit of a version that is no longer the newest. Without the header anything goes.
  ///
  /// @throws Problem 412 with the tag of the newest version
  public void demand(@Nullable String ifMatch) {
    // Weak tags never match here (RFC 9110, 13.1.1).
    if (ifMatch == null
        || Arrays.stream(ifMatch.split(","))
            .map(String::strip)
            .anyMatch(tag -> tag.equals("*") || tag.equals(header()))) {
      return;
    }
    throw Problem.of(412, "CHANGED_MEANWHILE", "It was changed since you read it.")
        .next("Read it again, make your change to that and send it with the new ETag.")
        .header("ETag", header());
  }
}
