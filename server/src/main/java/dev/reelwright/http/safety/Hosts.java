package dev.reelwright.http.safety;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// By which names this server answers. A page elsewhere can make its own name point to this machine
/// (DNS rebinding); it cannot make the browser send another name than that. Addresses cannot be
/// rebound, so they are always ours.
final class Hosts {
  private static final Pattern ADDRESS =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");
  private static final Pattern AUTHORITY = Pattern.compile("(\\[[^\\]]*]|[^:\\[\\]]*)(:\\d{1,5})?");

  private final Set<String> names;
  // A client says the same in every request, so the last one is worth remembering.
  private volatile String lastOfOurs = "localhost";

  Hosts(Set<String> names) {
    this.names = Set.copyOf(names);
  }

  /// @param authority the `Host` header or `:authority`
  boolean areOurs(@Nullable String authority) {
    if (authority == null) {
      return false;
    }
    if (authority.equals(lastOfOurs)) {
      return true;
    }
    boolean isOurs = isOurs(authority);
    if (isOurs) {
      lastOfOurs = authority;
    }
    return isOurs;
  }

  private boolean isOurs(String authority) {
    var parts = AUTHORITY.matcher(authority.toLowerCase(Locale.ROOT));
    if (!parts.matches()) {
      return false;
    }
    var name = parts.group(1);
    if (name.endsWith(".")) {
      name = name.substring(0, name.length() - 1);
    }
    return name.equals("localhost")
        || name.endsWith(".localhost")
        || ADDRESS.matcher(name).matches()
        || names.contains(name);
  }
}
