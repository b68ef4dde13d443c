package dev.reelwright.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.event.Event;
import dev.reelwright.event.EventStore;
import dev.reelwright.event.NewEvent;
import dev.reelwright.store.Database;
import dev.reelwright.store.Page;
import dev.reelwright.store.SettableClock;
import dev.reelwright.store.StoreContract;
import dev.reelwright.store.TestDatabases;
import dev.reelwright.webhook.DeliveryState.Dead;
import dev.reelwright.webhook.DeliveryState.Delivered;
import dev.reelwright.webhook.DeliveryState.Pending;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CourierTest {
  abstract static class CourierContract extends StoreContract {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<Long> WAITS = List.of(1L, 5L, 25L, 125L, 600L);

    final SettableClock clock = new SettableClock(NOW);
    final Receiver receiver = new Receiver();
    private WebhookDesk desk;
    Courier courier;

    CourierContract(Supplier<Database> source) {
      super(source);
    }

    @BeforeEach
    void open() {
      desk = new WebhookDesk(database, receiver, clock);
      begin();
    }

    @AfterEach
    void close() {
      courier.close();
    }

    @Test
    void tellsOfEachEventOnceSignedInBothForms() throws Exception {
      var webhook = configured("secret");

      happened("job.completed");

      var sent = receiver.next();
      assertThat(sent.url()).isEqualTo("https://n8n.example/hook");
      var headers = sent.headers();
      var seconds = Long.toString(NOW.getEpochSecond());
      assertThat(headers.get("X-Webhook-Timestamp")).isEqualTo(seconds);
      assertThat(headers.get("X-Webhook-Signature"))
          .isEqualTo(
              "sha256=" + HexFormat.of().formatHex(hmac("secret", seconds + "." + sent.body())));
      var id = headers.get("X-Webhook-Id");
      assertThat(headers.get("webhook-id")).isEqualTo(id);
      assertThat(headers.get("webhook-signature"))
          .isEqualTo(
              "v1,"
                  + Base64.getEncoder()
                      .encodeToString(hmac("secret", id + "." + seconds + "." + sent.body())));
      assertThat(ended(webhook).getFirst().state()).isInstanceOf(Delivered.class);
      happened("job.failed");
      assertThat(receiver.next().headers().get("X-Webhook-Id")).isNotEqualTo(id);
    }

    @Test
    void triesAgainEverMoreRarelyWithTheSameIdAndBody() throws Exception {
      var webhook = configured(null);
      receiver.answer(404, 500, 200);

      happened("job.completed");

      var first = receiver.next();
      var waits = pending(webhook);
      assertThat(waits.state()).isEqualTo(new Pending(NOW.plusSeconds(1)));
      clock.forward(Duration.ofSeconds(1));
      var second = receiver.next();
      pending(webhook);
      clock.forward(Duration.ofSeconds(5));
      var third = receiver.next();
      assertThat(List.of(second.body(), third.body())).containsOnly(first.body());
      assertThat(List.of(second.headers().get("X-Webhook-Id"), third.headers().get("X-Webhook-Id")))
          .containsOnly(first.headers().get("X-Webhook-Id"));
      assertThat(first.headers()).doesNotContainKey("X-Webhook-Signature");
      assertThat(ended(webhook).getFirst().tries()).isEqualTo(3);
    }

    @Test
    void anAnswerOfN8nThatIsStartingUpIsNoDelivery() throws Exception {
      var webhook = configured(null);
      receiver.says("n8n is starting up. Please wait");

      happened("job.completed");

      receiver.next();
      assertThat(pending(webhook).lastError()).isEqualTo("the receiver is starting up");
    }

    @Test
    void whatIsRefusedForGoodLiesAsADeadLetterUntilItIsSentAgain() throws Exception {
      var webhook = configured(null);
      receiver.answer(410, 200);

      happened("job.completed");

      receiver.next();
      var dead = ended(webhook).getFirst();
      assertThat(dead.state()).isInstanceOf(Dead.class);
      assertThat(desk.deadLetters("ann", 10, null).items()).containsExactly(dead);
      database.update(handle -> desk.redeliver("ann", dead.id()).in(handle));
      assertThat(receiver.next().headers().get("X-Webhook-Id")).isEqualTo(dead.id());
    }

    @Test
    void givesUpAfterTheLastWait() throws Exception {
      var webhook = configured(null);
      receiver.answer(0, 0, 0, 0, 0, 0);

      happened("job.completed");

      for (int seconds : new int[] {1, 5, 25, 125, 600}) {
        receiver.next();
        pending(webhook);
        clock.forward(Duration.ofSeconds(seconds));
      }
      receiver.next();
      assertThat(ended(webhook).getFirst().state()).isInstanceOf(Dead.class);
    }

    @Test
    void messagesOfOneWebhookKeepTheirOrder() throws Exception {
      var webhook = configured(null);
      receiver.answer(503);

      happened("job.completed");
      happened("job.failed");

      var first = receiver.next();
      pending(webhook);
      assertThat(receiver.isIdle()).isTrue();
      clock.forward(Duration.ofSeconds(1));
      assertThat(receiver.next().body()).isEqualTo(first.body());
      assertThat(receiver.next().body()).contains("job.failed");
    }

    @Test
    void whatHappenedWhileNobodyWasThereIsToldAfterwards() throws Exception {
      var webhook = configured(null);
      happened("job.completed");
      receiver.next();
      // Until it is recorded, it would be sent once more.
      ended(webhook);
      courier.close();
      happened("job.failed");

      begin();

      assertThat(receiver.next().body()).contains("job.failed");
      assertThat(receiver.isIdle()).isTrue();
    }

    @Test
    void aChangedSecretSignsBesideTheOldOneForAWhile() throws Exception {
      var made =
          database.write(
              handle ->
                  desk.create(
                          "ann",
                          "test",
                          new WebhookDesk.Wanted(
                              "https://a.example", null, new SigningKey("old"), List.of()))
                      .in(handle));
      database.update(
          handle ->
              desk.rotate("ann", made.id(), new SigningKey("new"), Duration.ofHours(1)).in(handle));

      happened("run.done");

      assertThat(receiver.next().headers().get("webhook-signature").split(" ")).hasSize(2);
      clock.forward(Duration.ofHours(2));
      happened("run.done");
      assertThat(receiver.next().headers().get("webhook-signature").split(" ")).hasSize(1);
    }

    @Test
    void tellsOnlyOfWhatIsWanted() throws Exception {
      database.write(
          handle ->
              desk.create(
                      "ann",
                      "test",
                      new WebhookDesk.Wanted("https://a.example", null, null, List.of("run.*")))
                  .in(handle));

      happened("step.done");
      happened("run.done");

      assertThat(receiver.next().body()).contains("run.done");
    }

    void begin() {
      courier = new Courier(database, List.of(new Plain("test")), receiver, clock);
      courier.start();
    }

    Webhook configured(String secret) {
      desk.configure(
          "ann",
          "test",
          "https://n8n.example/hook",
          secret == null ? null : new SigningKey(secret),
          List.of("job.completed", "job.failed"));
      return desk.list("ann", 10, null).items().getFirst();
    }

    void happened(String kind) {
      database.update(
          handle ->
              new EventStore(database)
                  .append(
                      handle,
                      new NewEvent(clock.instant(), kind, "ann", null, null, null, Map.of())));
    }

    /// Once the last try is recorded: while it is made, it comes due again at another time.
    private Delivery pending(Webhook webhook) throws InterruptedException {
      return await(
              webhook,
              each ->
                  each.tries() > 0
                      && each.tries() <= WAITS.size()
                      && each.state()
                          .equals(
                              new Pending(
                                  clock.instant().plusSeconds(WAITS.get(each.tries() - 1)))))
          .getFirst();
    }

    private List<Delivery> ended(Webhook webhook) throws InterruptedException {
      return await(webhook, each -> !(each.state() instanceof Pending));
    }

    private List<Delivery> await(Webhook webhook, java.util.function.Predicate<Delivery> condition)
        throws InterruptedException {
      var deadline = System.nanoTime() + PATIENCE.toNanos();
      while (System.nanoTime() < deadline) {
        var found =
            desk.deliveries("ann", webhook.id(), Page.MAX_LIMIT, null).items().stream()
                .filter(condition)
                .toList();
        if (!found.isEmpty()) {
          return found;
        }
        Thread.onSpinWait();
      }
      throw new AssertionError("no delivery got there");
    }
  }

  @Nested
  class OnSqlite extends CourierContract {
    OnSqlite() {
      super(TestDatabases::sqlite);
    }

    @Test
    void whatWasOnItsWayWhenTheServerWasKilledIsSentAtOnceByTheNext() throws Exception {
      courier.close();
      var silent = new Silent();
      courier = new Courier(database, List.of(new Plain("test")), silent, clock);
      courier.start();
      configured(null);
      happened("job.completed");
      var id = silent.asked.poll(1, TimeUnit.MINUTES);
      courier.close();

      begin();

      assertThat(receiver.next().headers()).containsEntry("X-Webhook-Id", id);
      silent.over.countDown();
    }
  }

  @Nested
  class OnPostgres extends CourierContract {
    OnPostgres() {
      super(TestDatabases::postgres);
    }
  }

  private static byte[] hmac(String key, String text) throws Exception {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }

  private record Plain(String surface) implements MessageWriter {
    @Override
    public Optional<String> write(Event event) {
      return Optional.of(
          "{\"kind\":\"%s\",\"seq\":%d}".formatted(event.what().kind(), event.seq()));
    }
  }

  private record Sent(String url, Map<String, String> headers, String body) {}

  /// Is asked and does not answer while its server lives.
  private static final class Silent implements Post {
    final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    final CountDownLatch over = new CountDownLatch(1);

    @Override
    public Answer send(String url, Map<String, String> headers, String body)
        throws IOException, InterruptedException {
      asked.add(String.valueOf(headers.get("X-Webhook-Id")));
      over.await();
      throw new IOException("its server is gone");
    }

    @Override
    public Optional<String> objection(String url) {
      return Optional.empty();
    }
  }

  /// Takes everything, unless told otherwise.
  private static final class Receiver implements Post {
    private final BlockingQueue<Sent> sent = new LinkedBlockingQueue<>();
    private final List<Integer> answers = new ArrayList<>();
    private String words = "{}";

    synchronized void answer(Integer... statuses) {
      answers.addAll(List.of(statuses));
    }

    synchronized void says(String text) {
      words = text;
    }

    Sent next() throws InterruptedException {
      var next = sent.poll(1, TimeUnit.MINUTES);
      assertThat(next).as("something was sent").isNotNull();
      return next;
    }

    boolean isIdle() {
      return sent.isEmpty();
    }

    @Override
    public synchronized Answer send(String url, Map<String, String> headers, String body)
        throws IOException {
      sent.add(new Sent(url, Map.copyOf(headers), body));
      var status = answers.isEmpty() ? 200 : answers.removeFirst();
      if (status == 0) {
        throw new IOException("connection refused");
      }
      return new Answer(status, words);
    }

    @Override
    public Optional<String> objection(String url) {
      return Optional.empty();
    }
  }
}
