package dev.reelwright.webhook;

import dev.reelwright.event.Event;
import dev.reelwright.event.EventStore;
import dev.reelwright.store.Database;
import dev.reelwright.store.Page;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Makes messages of the history. An event is committed together with the change it tells of, and
/// how far this has read together with the messages, so none is lost and none is made twice. Used
/// by one thread.
final class Outbox {
  private static final String NAME = "webhooks";

  // Reading on without a message is noted now and then only: it costs a write.
  private static final int SELDOM = 1000;

  private final Database database;
  private final EventStore events;
  private final WebhookStore webhooks = new WebhookStore();
  private final DeliveryStore deliveries = new DeliveryStore();
  private final Map<String, MessageWriter> writers;
  private final InstantSource clock;
  private long read = -1;
  private long noted = -1;

  Outbox(Database database, List<MessageWriter> writers, InstantSource clock) {
    this.database = database;
    this.events = new EventStore(database);
    this.writers =
        writers.stream().collect(Collectors.toMap(MessageWriter::surface, Function.identity()));
    this.clock = clock;
  }

  /// @return whether there is more to read
  boolean readOn() {
    if (read < 0) {
      read = database.write(this::begin);
      noted = read;
    }
    var from = read;
    var news = database.read(handle -> events.readAfter(handle, from, null, Page.MAX_LIMIT));
    if (news.isEmpty()) {
      return false;
    }
    var active = database.read(webhooks::active);
    var messages = messages(news, active);
    var last = news.getLast().seq();
    if (!messages.isEmpty() || last - noted >= SELDOM) {
      database.update(
          handle -> {
            messages.forEach(message -> deliveries.add(handle, message));
            note(handle, last);
          });
      noted = last;
    }
    read = last;
    return news.size() == Page.MAX_LIMIT;
  }

  private List<Delivery> messages(List<Event> news, List<Webhook> active) {
    var messages = new ArrayList<Delivery>();
    for (var event : news) {
      for (var webhook : active) {
        var writer = writers.get(webhook.surface());
        if (writer != null && isMeant(webhook, event)) {
          writer
              .write(event)
              .ifPresent(
                  body ->
                      messages.add(
                          Delivery.fresh(webhook.id(), event.seq(), body, clock.instant())));
        }
      }
    }
    return messages;
  }

  private static boolean isMeant(Webhook webhook, Event event) {
    var what = event.what();
    var project = webhook.projectId();
    return webhook.owner().equals(what.owner())
        && (project == null || project.equals(what.projectId()))
        && webhook.wants(what.kind())
        && !what.at().isBefore(webhook.createdAt());
  }

  /// What happened before anybody ever listened is told to nobody.
  private long begin(Handle handle) {
    var known =
        handle
            .createQuery("SELECT seq FROM history_reader WHERE name = :name")
            .bind("name", NAME)
            .mapTo(Long.class)
            .findOne();
    if (known.isPresent()) {
      return known.get();
    }
    var last = events.lastSeq(handle);
    handle.execute(
        "INSERT INTO history_reader (name, seq) VALUES (?, ?) ON CONFLICT DO NOTHING", NAME, last);
    return last;
  }

  private static void note(Handle handle, long seq) {
    handle.execute("UPDATE history_reader SET seq = ? WHERE name = ? AND seq < ?", seq, NAME, seq);
  }
}
