package dev.reelwright.webhook;

import dev.reelwright.desk.Act;
import dev.reelwright.desk.Refusal;
import dev.reelwright.project.ProjectId;
import dev.reelwright.project.ProjectStore;
import dev.reelwright.store.Database;
import dev.reelwright.store.Ids;
import dev.reelwright.store.Page;
import dev.reelwright.store.PageCursor;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Makes, changes and removes webhooks, and has messages sent again. Thread-safe.
public final class WebhookDesk {
  /// How long messages are still signed with the key before, unless said otherwise.
  public static final Duration USUAL_OVERLAP = Duration.ofDays(1);

  private static final int SECRET_BYTES = 32;
  private static final int MOST = 100;
  private static final int LONGEST_URL = 2000;

  private final Database database;
  private final Post post;
  private final InstantSource clock;
  private final WebhookStore webhooks = new WebhookStore();
  private final DeliveryStore deliveries = new DeliveryStore();
  private final ProjectStore projects = new ProjectStore();
  private final SecureRandom random = new SecureRandom();

  public WebhookDesk(Database database, Post post, InstantSource clock) {
    this.database = database;
    this.post = post;
    this.clock = clock;
  }

  /// A webhook that somebody wants.
  ///
  /// @param project the only one it is about, or null: all of the owner
  /// @param key signs its messages, or null: one is made
  /// @param kinds of events, `run.*` for all that begin so; empty: all
  public record Wanted(
      String url, @Nullable ProjectId project, @Nullable SigningKey key, List<String> kinds) {
    public Wanted {
      kinds = List.copyOf(kinds);
    }
  }

  /// @param surface in whose words messages are written
  public Act<Webhook> create(String owner, String surface, Wanted wanted) {
    demandAddress(wanted.url());
    return handle -> {
      var project = wanted.project();
      if (project != null
          && projects
              .find(handle, project)
              .filter(found -> found.owner().equals(owner))
              .isEmpty()) {
        throw Refusal.invalid("project", "there is no project " + project);
      }
      if (webhooks.list(handle, owner, MOST, null).next().isPresent()) {
        throw Refusal.conflict(
            "TOO_MANY_WEBHOOKS", "there are %d webhooks".formatted(MOST), "Remove one first.");
      }
      var key = wanted.key();
      var made =
          new Webhook(
              Ids.fresh(),
              owner,
              project,
              surface,
              wanted.url(),
              key == null ? freshKey() : key,
              wanted.kinds(),
              true,
              clock.instant());
      webhooks.insert(handle, made);
      return made;
    };
  }

  public Page<Webhook> list(String owner, int limit, @Nullable PageCursor after) {
    return database.read(handle -> webhooks.list(handle, owner, limit, after));
  }

  /// @throws Refusal when there is none
  public Webhook find(String owner, String id) {
    return database.read(handle -> find(handle, owner, id));
  }

  /// @param url null: as it is
  /// @param kinds null: as they are
  /// @param isActive null: as it is
  public Act<Webhook> change(
      String owner,
      String id,
      @Nullable String url,
      @Nullable List<String> kinds,
      @Nullable Boolean isActive) {
    if (url != null) {
      demandAddress(url);
    }
    return handle -> {
      var found = find(handle, owner, id);
      if (found.isConfigured() && (url != null || kinds != null)) {
        throw fromSettings();
      }
      webhooks.change(
          handle, id, url == null ? found.url() : url, kinds == null ? found.kinds() : kinds);
      if (isActive != null) {
        webhooks.setActive(handle, id, isActive);
      }
      return find(handle, owner, id);
    };
  }

  /// Gives it another key.
  ///
  /// @param key the new one, or null: one is made
  /// @param overlap how long messages are signed with the old one as well
  public Act<Webhook> rotate(String owner, String id, @Nullable SigningKey key, Duration overlap) {
    return handle -> {
      if (find(handle, owner, id).isConfigured()) {
        throw fromSettings();
      }
      webhooks.rotate(handle, id, key == null ? freshKey() : key, clock.instant().plus(overlap));
      return find(handle, owner, id);
    };
  }

  public Act<Webhook> remove(String owner, String id) {
    return handle -> {
      var found = find(handle, owner, id);
      if (found.isConfigured()) {
        throw fromSettings();
      }
      webhooks.remove(handle, id);
      return found;
    };
  }

  /// Messages to a webhook, newest first.
  public Page<Delivery> deliveries(String owner, String id, int limit, @Nullable PageCursor after) {
    return database.read(
        handle -> deliveries.list(handle, find(handle, owner, id).id(), limit, after));
  }

  /// Messages that were given up, newest first.
  public Page<Delivery> deadLetters(String owner, int limit, @Nullable PageCursor after) {
    return database.read(handle -> deliveries.deadLetters(handle, owner, limit, after));
  }

  /// Has a message sent again.
  public Act<Delivery> redeliver(String owner, String id) {
    return handle -> {
      var found =
          deliveries
              .find(handle, id)
              .filter(
                  delivery ->
                      webhooks
                          .find(handle, delivery.webhookId())
                          .filter(webhook -> webhook.owner().equals(owner))
                          .isPresent())
              .orElseThrow(() -> Refusal.missing("delivery", id));
      if (!deliveries.redeliver(handle, found.id(), clock.instant())) {
        throw Refusal.conflict(
            "STILL_ON_ITS_WAY", "delivery %s is on its way".formatted(id), "Wait for its end.");
      }
      return deliveries.find(handle, id).orElseThrow();
    };
  }

  /// Lets the webhook of a surface be what the settings say.
  ///
  /// @param url null: there is none
  public void configure(
      String owner,
      String surface,
      @Nullable String url,
      @Nullable SigningKey key,
      List<String> kinds) {
    database.update(
        handle -> {
          var before = webhooks.configured(handle, surface).orElse(null);
          if (url == null) {
            if (before != null) {
              webhooks.setActive(handle, before.id(), false);
            }
          } else if (before == null) {
            webhooks.insert(
                handle,
                new Webhook(
                    Ids.fresh(),
                    owner,
                    null,
                    surface,
                    url,
                    key,
                    kinds,
                    true,
                    clock.instant(),
                    null,
                    true));
          } else {
            webhooks.change(handle, before.id(), url, kinds);
            webhooks.setActive(handle, before.id(), true);
            if (!Optional.ofNullable(before.key()).equals(Optional.ofNullable(key))) {
              webhooks.rotate(handle, before.id(), key, clock.instant().plus(USUAL_OVERLAP));
            }
          }
        });
  }

  private Webhook find(Handle handle, String owner, String id) {
    return webhooks
        .find(handle, id)
        .filter(webhook -> webhook.owner().equals(owner))
        .orElseThrow(() -> Refusal.missing("webhook", id));
  }

  private void demandAddress(String url) {
    if (url.length() > LONGEST_URL) {
      throw Refusal.invalid("url", "at most %d characters".formatted(LONGEST_URL));
    }
    var objection = post.objection(url);
    if (objection.isPresent()) {
      throw Refusal.invalid("url", objection.get());
    }
  }

  /// As Standard Webhooks writes them.
  private SigningKey freshKey() {
    var bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return new SigningKey("whsec_" + Base64.getEncoder().encodeToString(bytes));
  }

  private static Refusal fromSettings() {
    return Refusal.conflict(
        "FROM_SETTINGS",
        "this webhook comes from the settings",
        "Change REELWRIGHT_WEBHOOK_URL and REELWRIGHT_WEBHOOK_SECRET and start again.");
  }
}
