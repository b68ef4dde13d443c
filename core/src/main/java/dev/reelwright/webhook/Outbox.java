package dev.reelwright.webhook;

import dev.reelwright.event.Event;
import dev.reelwright.event.HistoryReader;
import dev.reelwright.store.Database;
import dev.reelwright.store.Page;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Makes messages of the history. An event is committed together with the change it tells of, and
/// how far this has read together with the messages, so none is lost and none is made twice. Used
/// by one thread.
final class Outbox {
  private static final String NAME = "webhooks";

  private final Database database;
  private final HistoryReader reader;
  private final WebhookStore webhooks = new WebhookStore();
  private final DeliveryStore deliveries = new DeliveryStore();
  private final Map<String, MessageWriter> writers;
  private final InstantSource clock;

  Outbox(Database database, List<MessageWriter> writers, InstantSource clock) {
    this.database = database;
    this.reader = new HistoryReader(database, NAME);
    this.writers =
        writers.stream().collect(Collectors.toMap(MessageWriter::surface, Function.identity()));
    this.clock = clock;
  }

  void open() {
    reader.open();
  }

  /// @return whether there is more to read
  boolean readOn() {
    var news = reader.news(Page.MAX_LIMIT);
    if (news.isEmpty()) {
      return false;
    }
    var messages = messages(news, database.read(webhooks::active));
    var last = news.getLast().seq();
    if (messages.isEmpty()) {
      reader.pass(last);
    } else {
      database.update(
          handle -> {
            messages.forEach(message -> deliveries.add(handle, message));
            reader.note(handle, last);
          });
      reader.passed(last);
    }
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
}
