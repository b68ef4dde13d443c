package dev.reelwright.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.store.Database;
import dev.reelwright.store.StoreContract;
import dev.reelwright.store.TestDatabases;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Acts that are done once for each name of a request.
class ActingTest {
  private static final Acting.Request REQUEST = new Acting.Request("ann", "order-1", "digest");

  abstract static class ActingContract extends StoreContract {
    private Instant now = NOW;
    private Acting acting;
    private final AtomicInteger done = new AtomicInteger();

    ActingContract(Supplier<Database> source) {
      super(source);
    }

    @BeforeEach
    void act() {
      acting = new Acting(database, () -> now);
    }

    @Test
    void answersTheSecondTimeWithoutDoingItAgain() {
      assertThat(once(REQUEST)).isEqualTo(new Acting.Answer("1", false));
      assertThat(once(REQUEST)).isEqualTo(new Acting.Answer("1", true));
    }

    @Test
    void doesItOnceThoughTwoAskAtTheSameTime() throws Exception {
      var secondActs = new CountDownLatch(1);
      var second =
          new FutureTask<>(
              () ->
                  acting.performOnce(
                      REQUEST,
                      _ -> {
                        secondActs.countDown();
                        return done.incrementAndGet();
                      },
                      String::valueOf));

      var first =
          acting.performOnce(
              REQUEST,
              _ -> {
                Thread.ofVirtual().start(second);
                // As far as it gets while we are at work: not to the act itself.
                assertThat(awaited(() -> secondActs.await(300, TimeUnit.MILLISECONDS))).isFalse();
                return done.incrementAndGet();
              },
              String::valueOf);

      assertThat(first).isEqualTo(new Acting.Answer("1", false));
      assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo(new Acting.Answer("1", true));
    }

    @Test
    void mayBeTriedAgainWhenItWasRefused() {
      assertThatThrownBy(
              () ->
                  acting.performOnce(
                      REQUEST,
                      _ -> {
                        throw Refusal.conflict("NO", "not now", "Try later.");
                      },
                      String::valueOf))
          .isInstanceOf(Refusal.class);

      assertThat(once(REQUEST).isRepeated()).isFalse();
    }

    @Test
    void refusesTheNameOfAnotherRequest() {
      once(REQUEST);

      assertThatThrownBy(() -> once(new Acting.Request("ann", "order-1", "another")))
          .isInstanceOf(Refusal.class);
      assertThat(once(new Acting.Request("bob", "order-1", "another")).isRepeated()).isFalse();
    }

    @Test
    void forgetsAfterADay() {
      once(REQUEST);

      now = NOW.plus(Duration.ofDays(1)).plusMillis(1);

      assertThat(once(REQUEST)).isEqualTo(new Acting.Answer("2", false));
    }

    private Acting.Answer once(Acting.Request request) {
      return acting.performOnce(request, _ -> done.incrementAndGet(), String::valueOf);
    }

    private static boolean awaited(Callable<Boolean> waiting) {
      try {
        return waiting.call();
      } catch (Exception e) {
        throw new IllegalStateException("the wait was cut short", e);
      }
    }
  }

  @Nested
  class OnSqlite extends ActingContract {
    OnSqlite() {
      super(TestDatabases::sqlite);
    }
  }

  @Nested
  class OnPostgres extends ActingContract {
    OnPostgres() {
      super(TestDatabases::postgres);
    }
  }
}
