package dev.reelwright.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.store.Database;
import dev.reelwright.store.Ids;
import dev.reelwright.store.StoreContract;
import dev.reelwright.store.TestDatabases;
import dev.reelwright.webhook.DeliveryState.Dead;
import dev.reelwright.webhook.DeliveryState.Delivered;
import dev.reelwright.webhook.DeliveryState.Pending;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DeliveryStoreTest {
  abstract static class DeliveryStoreContract extends StoreContract {
    private static final Instant UNTIL = NOW.plusSeconds(60);

    private final DeliveryStore deliveries = new DeliveryStore();
    private Webhook webhook;

    DeliveryStoreContract(Supplier<Database> source) {
      super(source);
    }

    @BeforeEach
    void storeWebhook() {
      webhook = storedWebhook("ann");
    }

    @Test
    void findsADeliveryAsItWasStored() {
      var delivery = ordered(1);

      assertThat(find(delivery)).isEqualTo(delivery);
    }

    @Test
    void writesToAWebhookOnceAboutAnEvent() {
      var first = ordered(1);
      var second = Delivery.fresh(webhook.id(), 1, "{\"other\":1}", NOW);

      boolean added = database.write(handle -> deliveries.add(handle, second));

      assertThat(added).isFalse();
      assertThat(due(NOW)).containsExactly(first);
    }

    @Test
    void showsWhatIsDueLongestDueFirst() {
      var later = ordered(1, NOW.plusSeconds(2));
      var sooner = ordered(2, NOW.plusSeconds(1));
      ordered(3, NOW.plusSeconds(9));

      assertThat(due(NOW)).isEmpty();
      assertThat(due(NOW.plusSeconds(2))).containsExactly(sooner, later);
    }

    @Test
    void letsMessagesOfAWebhookThatIsOffWait() {
      var delivery = ordered(1);

      setActive(false);
      assertThat(due(NOW)).isEmpty();

      setActive(true);
      assertThat(due(NOW)).containsExactly(delivery);
    }

    @Test
    void letsOneOfManySendersBeginATry() throws Exception {
      var delivery = ordered(1);
      var barrier = new CyclicBarrier(8);
      var won = new AtomicInteger();
      var threads = new ArrayList<Thread>();
      for (int i = 0; i < 8; i++) {
        threads.add(
            Thread.ofPlatform()
                .start(
                    () -> {
                      try {
                        barrier.await();
                      } catch (Exception e) {
                        throw new AssertionError(e);
                      }
                      if (begin(delivery, UNTIL).isPresent()) {
                        won.incrementAndGet();
                      }
                    }));
      }
      for (var thread : threads) {
        thread.join();
      }

      assertThat(won).hasValue(1);
      assertThat(find(delivery).tries()).isEqualTo(1);
    }

    @Test
    void comesDueAgainWhenItsSenderIsNeverHeardOf() {
      var delivery = ordered(1);
      begin(delivery, UNTIL);

      assertThat(due(UNTIL.minusMillis(1))).isEmpty();
      assertThat(due(UNTIL)).extracting(Delivery::id).containsExactly(delivery.id());
    }

    @Test
    void recordsASuccessForGood() {
      var begun = begin(ordered(1), UNTIL).orElseThrow();

      assertThat(record(begun, 204, null, new Delivered(NOW))).isTrue();

      var found = find(begun);
      assertThat(found.state()).isEqualTo(new Delivered(NOW));
      assertThat(found.lastStatus()).isEqualTo(204);
      assertThat(found.lastError()).isNull();
      assertThat(due(UNTIL.plusSeconds(99))).isEmpty();
      assertThat(record(begun, 500, "late", new Dead(NOW))).isFalse();
    }

    @Test
    void triesAgainAfterAFailure() {
      var begun = begin(ordered(1), UNTIL).orElseThrow();
      var next = NOW.plusSeconds(5);

      assertThat(record(begun, null, "connection refused", new Pending(next))).isTrue();

      assertThat(due(NOW)).isEmpty();
      var again = due(next).getFirst();
      assertThat(again.state()).isEqualTo(new Pending(next));
      assertThat(again.tries()).isEqualTo(1);
      assertThat(again.lastStatus()).isNull();
      assertThat(again.lastError()).isEqualTo("connection refused");
      assertThat(begin(again, UNTIL)).map(Delivery::tries).contains(2);
    }

    @Test
    void ignoresASenderWhoComesBackAfterAnotherBegan() {
      var slow = begin(ordered(1), UNTIL).orElseThrow();
      var quick = begin(due(UNTIL).getFirst(), UNTIL.plusSeconds(60)).orElseThrow();

      assertThat(record(slow, 500, "too late", new Dead(UNTIL))).isFalse();
      assertThat(record(quick, 200, null, new Delivered(UNTIL))).isTrue();

      assertThat(find(quick).state()).isEqualTo(new Delivered(UNTIL));
    }

    @Test
    void keepsDeadLettersOfAnOwnerNewestFirstPageByPage() {
      var all = new ArrayList<String>();
      for (int i = 0; i < 5; i++) {
        all.addFirst(dead(ordered(i, NOW.plusSeconds(i / 2))).id());
      }
      ordered(9);
      webhook = storedWebhook("ben");
      dead(ordered(1));

      var first = database.read(handle -> deliveries.deadLetters(handle, "ann", 3, null));
      var cursor = first.next().orElseThrow();
      var rest = database.read(handle -> deliveries.deadLetters(handle, "ann", 3, cursor));

      assertThat(first.items()).extracting(Delivery::id).isEqualTo(all.subList(0, 3));
      assertThat(rest.items()).extracting(Delivery::id).isEqualTo(all.subList(3, 5));
      assertThat(rest.next()).isEmpty();
    }

    @Test
    void sendsADeadLetterAgainWithAllTriesAnew() {
      var delivery = dead(ordered(1));

      assertThat(redeliver(delivery)).isTrue();

      var again = due(NOW).getFirst();
      assertThat(again.id()).isEqualTo(delivery.id());
      assertThat(again.body()).isEqualTo(delivery.body());
      assertThat(again.tries()).isZero();
      assertThat(again.lastError()).isEqualTo("gone");
      assertThat(redeliver(delivery)).as("still on its way").isFalse();
    }

    @Test
    void sendsADeliveredMessageAgain() {
      var begun = begin(ordered(1), UNTIL).orElseThrow();
      record(begun, 200, null, new Delivered(NOW));

      assertThat(redeliver(begun)).isTrue();

      assertThat(due(NOW)).hasSize(1);
    }

    @Test
    void ignoresASenderOfBeforeTheRedelivery() {
      var slow = begin(ordered(1), UNTIL).orElseThrow();
      dead(due(UNTIL).getFirst());
      redeliver(slow);
      var again = begin(due(NOW).getFirst(), UNTIL.plusSeconds(60)).orElseThrow();

      assertThat(again.tries()).isEqualTo(slow.tries());
      assertThat(record(slow, 200, null, new Delivered(NOW))).isFalse();
    }

    @Test
    void refusesToBeginWhatIsOver() {
      var delivery = find(dead(ordered(1)));

      assertThatThrownBy(() -> begin(delivery, UNTIL))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("is over");
    }

    private Webhook storedWebhook(String owner) {
      var stored =
          new Webhook(Ids.fresh(), owner, null, "studio", "https://a", null, List.of(), true, NOW);
      database.update(handle -> new WebhookStore().insert(handle, stored));
      return stored;
    }

    private void setActive(boolean active) {
      database.update(handle -> new WebhookStore().setActive(handle, webhook.id(), active));
    }

    private Delivery ordered(long event) {
      return ordered(event, NOW);
    }

    private Delivery ordered(long event, Instant at) {
      var delivery = Delivery.fresh(webhook.id(), event, "{\"event\":\"done 灯\"}", at);
      boolean added = database.write(handle -> deliveries.add(handle, delivery));
      assertThat(added).isTrue();
      return delivery;
    }

    private Delivery dead(Delivery delivery) {
      var begun = begin(delivery, UNTIL).orElseThrow();
      assertThat(record(begun, 410, "gone", new Dead(NOW))).isTrue();
      return delivery;
    }

    private Delivery find(Delivery delivery) {
      return database.read(handle -> deliveries.find(handle, delivery.id()).orElseThrow());
    }

    private List<Delivery> due(Instant now) {
      return database.read(handle -> deliveries.due(handle, now, 10));
    }

    private Optional<Delivery> begin(Delivery seen, Instant until) {
      return database.write(handle -> deliveries.begin(handle, seen, until));
    }

    private boolean record(
        Delivery begun, @Nullable Integer status, @Nullable String error, DeliveryState next) {
      return database.write(handle -> deliveries.recordTry(handle, begun, status, error, next));
    }

    private boolean redeliver(Delivery delivery) {
      return database.write(handle -> deliveries.redeliver(handle, delivery.id(), NOW));
    }
  }

  @Nested
  class OnSqlite extends DeliveryStoreContract {
    OnSqlite() {
      super(TestDatabases::sqlite);
    }
  }

  @Nested
  class OnPostgres extends DeliveryStoreContract {
    OnPostgres() {
      super(TestDatabases::postgres);
    }
  }
}
