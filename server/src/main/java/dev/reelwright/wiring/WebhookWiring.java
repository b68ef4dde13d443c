package dev.reelwright.wiring;

import dev.reelwright.http.orchestrate.OrchestrateMessages;
import dev.reelwright.http.safety.WebhookPost;
import dev.reelwright.store.Database;
import dev.reelwright.webhook.Courier;
import dev.reelwright.webhook.MessageWriter;
import dev.reelwright.webhook.SigningKey;
import dev.reelwright.webhook.WebhookDesk;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/// Messages to others, and their end.
@ApplicationScoped
public class WebhookWiring {
  private static final String OWNER = "local";
  private static final String SURFACE = "orchestrate";

  // Before the line of jobs begins to end any.
  private static final int EARLIER = 4000;
  private static final int EARLY = 500;

  /// Whoever set the address up meant it, wherever it leads.
  @Produces
  @Singleton
  WebhookPost post(Vertx vertx, OrchestrateSetup setup) {
    var hosts = new HashSet<String>();
    setup.privateHosts().forEach(host -> hosts.add(host.toLowerCase(Locale.ROOT)));
    var configured = setup.webhook();
    if (configured != null) {
      hosts.add(configured.getHost().toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", ""));
    }
    return new WebhookPost(vertx, hosts);
  }

  void close(@Disposes WebhookPost post) {
    post.close();
  }

  @Produces
  @Singleton
  WebhookDesk webhookDesk(Database database, WebhookPost post, InstantSource clock) {
    return new WebhookDesk(database, post, clock);
  }

  @Produces
  @Singleton
  Courier courier(
      Database database, @All List<MessageWriter> writers, WebhookPost post, InstantSource clock) {
    return new Courier(database, writers, post, clock);
  }

  void start(
      @Observes @Priority(EARLIER) StartupEvent started,
      Courier courier,
      WebhookDesk desk,
      OrchestrateSetup setup) {
    var address = setup.webhook();
    var secret = setup.secret();
    desk.configure(
        OWNER,
        SURFACE,
        address == null ? null : address.toString(),
        secret == null ? null : new SigningKey(secret.reveal()),
        OrchestrateMessages.KINDS);
    courier.start();
  }

  void stop(@Observes @Priority(EARLY) ShutdownEvent stopping, Courier courier) {
    courier.close();
  }
}
