package dev.reelwright.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.project.ProjectId;
import dev.reelwright.store.Database;
import dev.reelwright.store.Ids;
import dev.reelwright.store.Samples;
import dev.reelwright.store.StoreContract;
import dev.reelwright.store.TestDatabases;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WebhookStoreTest {
  abstract static class WebhookStoreContract extends StoreContract {
    private final WebhookStore webhooks = new WebhookStore();

    WebhookStoreContract(Supplier<Database> source) {
      super(source);
    }

    @Test
    void findsAWebhookAsItWasStored() {
      var project = stored(Samples.project("ann")).id();
      var signed = stored(webhook("ann", project, List.of("run.done", "run.failed"), NOW));
      var plain =
          stored(
              new Webhook(
                  Ids.fresh(), "ann", null, "studio", "https://b", null, List.of(), false, NOW));

      var found = database.read(handle -> webhooks.find(handle, signed.id()));
      assertThat(found).contains(signed);
      found = database.read(handle -> webhooks.find(handle, plain.id()));
      assertThat(found).contains(plain);
    }

    @Test
    void doesNotShowItsKey() {
      var webhook = webhook("ann", null, List.of(), NOW);

      assertThat(webhook.toString()).doesNotContain("whsec");
    }

    @Test
    void listsAnOwnersWebhooksNewestFirstPageByPage() {
      var all = new ArrayList<Webhook>();
      for (int i = 0; i < 5; i++) {
        all.addFirst(stored(webhook("ann", null, List.of(), NOW.plusSeconds(i / 2))));
      }
      stored(webhook("ben", null, List.of(), NOW));

      var first = database.read(handle -> webhooks.list(handle, "ann", 3, null));
      var cursor = first.next().orElseThrow();
      var rest = database.read(handle -> webhooks.list(handle, "ann", 3, cursor));

      assertThat(first.items()).isEqualTo(all.subList(0, 3));
      assertThat(rest.items()).isEqualTo(all.subList(3, 5));
    }

    @Test
    void tellsThoseWhoListenToTheOwnerTheProjectAndTheKind() {
      var mine = stored(Samples.project("ann")).id();
      var other = stored(Samples.project("ann")).id();
      var everything = stored(webhook("ann", null, List.of(), NOW));
      var ofMine = stored(webhook("ann", mine, List.of("run.done"), NOW.plusSeconds(1)));
      stored(webhook("ann", other, List.of(), NOW));
      stored(webhook("ann", null, List.of("run.failed"), NOW));
      stored(webhook("ben", null, List.of(), NOW));
      var silent = stored(webhook("ann", null, List.of(), NOW));
      boolean silenced = database.write(handle -> webhooks.setActive(handle, silent.id(), false));

      assertThat(silenced).isTrue();
      assertThat(listening(mine)).containsExactly(everything, ofMine);
      assertThat(listening(null)).containsExactly(everything);
    }

    @Test
    void removesAWebhookWithItsDeliveries() {
      var webhook = stored(webhook("ann", null, List.of(), NOW));
      var delivery = Delivery.fresh(webhook.id(), 1, "{}", NOW);
      var deliveries = new DeliveryStore();
      database.update(handle -> deliveries.add(handle, delivery));

      boolean removed = database.write(handle -> webhooks.remove(handle, webhook.id()));
      boolean again = database.write(handle -> webhooks.remove(handle, webhook.id()));

      assertThat(removed).isTrue();
      assertThat(again).isFalse();
      var found = database.read(handle -> deliveries.find(handle, delivery.id()));
      assertThat(found).isEmpty();
    }

    private Webhook stored(Webhook webhook) {
      database.update(handle -> webhooks.insert(handle, webhook));
      return webhook;
    }

    private List<Webhook> listening(@Nullable ProjectId project) {
      return database.read(handle -> webhooks.listening(handle, "ann", project, "run.done"));
    }

    private static Webhook webhook(
        String owner, @Nullable ProjectId project, List<String> kinds, Instant createdAt) {
      return new Webhook(
          Ids.fresh(),
          owner,
          project,
          "orchestrate",
          "https://example.org/hook",
          new SigningKey("whsec_1"),
          kinds,
          true,
          createdAt);
    }
  }

  @Nested
  class OnSqlite extends WebhookStoreContract {
    OnSqlite() {
      super(TestDatabases::sqlite);
    }
  }

  @Nested
  class OnPostgres extends WebhookStoreContract {
    OnPostgres() {
      super(TestDatabases::postgres);
    }
  }
}
