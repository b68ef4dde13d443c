package dev.reelwright.webhook;

import dev.reelwright.event.Rounds;
import dev.reelwright.store.Database;
import dev.reelwright.store.Dialect;
import dev.reelwright.webhook.DeliveryState.Dead;
import dev.reelwright.webhook.DeliveryState.Delivered;
import dev.reelwright.webhook.DeliveryState.Pending;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes messages of the history and delivers them: those of one webhook one after the other,
/// several webhooks side by side, none of them holding up who made the event. What is not taken is
/// tried again, ever more rarely, and in the end lies as a dead letter until somebody has it sent
/// again.
public final class Courier implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
  private static final Duration LOOK = Duration.ofMillis(200);

  /// A sender that is never heard of again lets others try after this; longer than any try.
  private static final Duration TRY = Duration.ofSeconds(45);

  private static final int AT_ONCE = 16;

  /// What n8n says, with status 200, while it starts and takes nothing in (measured with 2.40.7).
  private static final String NOT_YET = "n8n is starting up";

  private static final Set<Integer> MAY_WORK_LATER = Set.of(404, 408, 425, 429);
  private static final int LONGEST_ERROR = 300;

  /// How long to wait after each try in vain; after the last of them it is given up.
  private static final List<Duration> WAITS =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(25),
          Duration.ofSeconds(125),
          Duration.ofSeconds(600));

  private final Database database;
  private final Outbox outbox;
  private final WebhookStore webhooks = new WebhookStore();
  private final DeliveryStore deliveries = new DeliveryStore();
  private final Post post;
  private final InstantSource clock;
  private final Set<String> busy = ConcurrentHashMap.newKeySet();
  private final Rounds rounds = new Rounds("courier", LOOK, this::look);

  public Courier(Database database, List<MessageWriter> writers, Post post, InstantSource clock) {
    this.database = database;
    this.outbox = new Outbox(database, writers, clock);
    this.post = post;
    this.clock = clock;
  }

  public void start() {
    // The file is this process's alone, so nobody is at the tries that were left open in it.
    if (database.dialect() == Dialect.SQLITE) {
      database.update(handle -> deliveries.resume(handle, clock.instant()));
    }
    outbox.open();
    rounds.start();
  }

  /// Ends without waiting for tries that are on their way: they come due again.
  @Override
  public void close() {
    rounds.close();
  }

  private void look() {
    while (outbox.readOn()) {
      LOG.debug("more of the history is to be read");
    }
    sendWhatIsDue();
  }

  private void sendWhatIsDue() {
    var now = clock.instant();
    for (var seen : database.read(handle -> deliveries.next(handle, now, AT_ONCE))) {
      if (busy.size() < AT_ONCE && busy.add(seen.webhookId())) {
        Thread.ofVirtual().name("delivery-" + seen.id()).start(() -> send(seen));
      }
    }
  }

  private void send(Delivery seen) {
    try {
      var begun =
          database.write(handle -> deliveries.begin(handle, seen, clock.instant().plus(TRY)));
      var webhook = database.read(handle -> webhooks.find(handle, seen.webhookId()));
      if (begun.isPresent() && webhook.isPresent()) {
        sendTo(webhook.get(), begun.get());
      }
    } catch (InterruptedException _) {
      LOG.debug("delivery={} was broken off", seen.id());
    } catch (RuntimeException e) {
      LOG.warn("delivery={} could not be recorded, it comes due again", seen.id(), e);
    } finally {
      busy.remove(seen.webhookId());
      rounds.call();
    }
  }

  private void sendTo(Webhook webhook, Delivery begun) throws InterruptedException {
    var headers = Signature.headers(begun.id(), clock.instant(), begun.body(), keys(webhook));
    Integer status = null;
    String error = null;
    var isHopeless = false;
    try {
      var answer = post.send(webhook.url(), headers, begun.body());
      status = answer.status();
      error = complaint(answer);
      isHopeless =
          error != null
              && status / 100 != 5
              && status / 100 != 2
              && !MAY_WORK_LATER.contains(status);
    } catch (Post.Refused e) {
      error = String.valueOf(e.getMessage());
      isHopeless = true;
    } catch (IOException e) {
      error = "no answer: " + e.getMessage();
    }
    record(begun, status, error, next(begun, error, isHopeless));
  }

  private void record(
      Delivery begun, @Nullable Integer status, @Nullable String error, DeliveryState next) {
    var isRecorded =
        database.write(
            handle ->
                deliveries.recordTry(
                    handle, begun, status, error == null ? null : shortened(error), next));
    LOG.info(
        "delivery={} webhook={} try={} status={} outcome={}",
        begun.id(),
        begun.webhookId(),
        begun.tries(),
        status,
        isRecorded ? next.getClass().getSimpleName().toLowerCase(Locale.ROOT) : "overtaken");
  }

  /// Null when the receiver has it.
  private static @Nullable String complaint(Post.Answer answer) {
    if (answer.status() / 100 != 2) {
      return "status " + answer.status();
    }
    return answer.beginning().contains(NOT_YET) ? "the receiver is starting up" : null;
  }

  private DeliveryState next(Delivery begun, @Nullable String error, boolean isHopeless) {
    var now = clock.instant();
    if (error == null) {
      return new Delivered(now);
    }
    return isHopeless || begun.tries() > WAITS.size()
        ? new Dead(now)
        : new Pending(now.plus(WAITS.get(begun.tries() - 1)));
  }

  private List<SigningKey> keys(Webhook webhook) {
    var keys = new ArrayList<SigningKey>();
    if (webhook.key() != null) {
      keys.add(webhook.key());
    }
    var old = webhook.oldKey();
    if (old != null && clock.instant().isBefore(old.until())) {
      keys.add(old.key());
    }
    return keys;
  }

  private static String shortened(String text) {
    return text.length() > LONGEST_ERROR ? text.substring(0, LONGEST_ERROR) + "…" : text;
  }
}
