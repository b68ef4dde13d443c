package dev.reelwright.cli;

import dev.reelwright.access.ApiKey;
import dev.reelwright.wiring.Keyring;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `reel key`: the keys that callers from elsewhere need.
@Command(name = "key", synopsisSubcommandLabel = "COMMAND")
final class KeyCommand implements Runnable {
  private static final int MOST_DAYS = 3650;
  private static final int LONGEST_NAME = 100;

  private final Context context;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private final CommonOptions common = new CommonOptions();

  KeyCommand(Context context) {
    this.context = context;
  }

  @Override
  public void run() {
    if (spec != null) {
      CommandLine.usage(spec.commandLine(), context.terminal().out());
    }
  }

  @Command(name = "create")
  int create(
      @Parameters(paramLabel = "NAME", descriptionKey = "key.name") String name,
      @Option(names = "--days", paramLabel = "N", descriptionKey = "key.days")
          @Nullable Integer days,
      @Option(names = "--json", descriptionKey = "key.json") boolean json,
      @Mixin CommonOptions options)
      throws Exception {
    if (days != null && (days < 1 || days > MOST_DAYS)) {
      throw Failure.usage("key-days", days);
    }
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      throw Failure.usage("key-name");
    }
    try (var ring = open(options)) {
      var fresh = ring.keys().create(name, days == null ? null : Duration.ofDays(days));
      var out = context.terminal().out();
      if (json) {
        new JsonLines(out)
            .write("key", "id", fresh.key().id(), "name", name, "key", fresh.secret().reveal());
        return 0;
      }
      out.println(context.words().get("key.made", fresh.key().id(), name));
      out.println(fresh.secret().reveal());
    }
    return 0;
  }

  @Command(name = "list")
  int list(
      @Option(names = "--json", descriptionKey = "key.json") boolean json,
      @Mixin CommonOptions options)
      throws Exception {
    try (var ring = open(options)) {
      var out = context.terminal().out();
      var lines = new JsonLines(out);
      var keys = ring.keys().list();
      if (keys.isEmpty() && !json) {
        out.println(context.words().get("key.none"));
      }
      for (var key : keys) {
        if (json) {
          lines.write(members(key));
        } else {
          out.println("%s  %-24s  %s".formatted(key.id(), key.name(), state(key)));
        }
      }
    }
    return 0;
  }

  @Command(name = "revoke")
  int revoke(
      @Parameters(paramLabel = "ID", descriptionKey = "key.id") String id,
      @Mixin CommonOptions options)
      throws Exception {
    try (var ring = open(options)) {
      if (!ring.keys().revoke(id)) {
        throw Failure.of("no-key", id);
      }
      context.terminal().out().println(context.words().get("key.gone", id));
    }
    return 0;
  }

  private Keyring open(CommonOptions options) throws Exception {
    var chosen = options.data == null ? common : options;
    return Keyring.open(context.settings(chosen));
  }

  private String state(ApiKey key) {
    var words = context.words();
    if (key.revokedAt() != null) {
      return words.get("key.revoked", day(key.revokedAt()));
    }
    var used =
        words.get(
            "key.used", key.lastUsedAt() == null ? words.get("key.never") : day(key.lastUsedAt()));
    return key.expiresAt() == null
        ? used
        : used + ", " + words.get("key.expires", day(key.expiresAt()));
  }

  private static String day(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MINUTES).toString();
  }

  private static Map<String, @Nullable Object> members(ApiKey key) {
    var members = new LinkedHashMap<String, @Nullable Object>();
    members.put("event", "key");
    members.put("id", key.id());
    members.put("name", key.name());
    members.put("createdAt", key.createdAt().toString());
    members.put("lastUsedAt", text(key.lastUsedAt()));
    members.put("expiresAt", text(key.expiresAt()));
    members.put("revokedAt", text(key.revokedAt()));
    return members;
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }
}
