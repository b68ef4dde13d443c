package dev.reelwright.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.project.Project;
import dev.reelwright.provider.ProviderJob;
import dev.reelwright.provider.RejectionReason;
import dev.reelwright.store.Database;
import dev.reelwright.store.HandleFunction;
import dev.reelwright.store.Ids;
import dev.reelwright.store.Samples;
import dev.reelwright.store.StoreContract;
import dev.reelwright.take.InputDigest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The ledger's rows, and the caps they stay under.
abstract class LedgerContract extends StoreContract {
  private static final ProviderJob JOB = new ProviderJob("job 1");

  private final AttemptStore attempts = new AttemptStore();
  private final Budgets budgets = new Budgets();
  private final BudgetCaps caps = new BudgetCaps();
  private Project project;

  LedgerContract(Supplier<Database> source) {
    super(source);
  }

  @BeforeEach
  void storeAProject() {
    project = stored(Samples.project("ann"));
  }

  @Test
  void keepsAnIntentAsItWasWritten() {
    var attempt = intended("0.50");

    var found = database.read(handle -> attempts.newest(handle, attempt.stepId()));

    assertThat(found).contains(attempt);
  }

  @Test
  void acceptsAJobOnceAndBooksItOnce() {
    var attempt = intended("0.50");

    assertThat(moved(handle -> attempts.accepted(handle, attempt.id(), JOB, NOW))).isTrue();
    assertThat(moved(handle -> attempts.accepted(handle, attempt.id(), JOB, NOW))).isFalse();
    assertThat(moved(handle -> attempts.polled(handle, attempt.id(), NOW))).isTrue();
    assertThat(moved(handle -> attempts.booked(handle, attempt.id(), Money.usd("0.40"), NOW)))
        .isTrue();
    assertThat(moved(handle -> attempts.booked(handle, attempt.id(), Money.usd("0.40"), NOW)))
        .isFalse();

    var booked = database.read(handle -> attempts.newest(handle, attempt.stepId())).orElseThrow();
    assertThat(booked.state()).isEqualTo(AttemptState.BOOKED);
    assertThat(booked.job()).isEqualTo(JOB);
    assertThat(booked.polls()).isEqualTo(1);
    assertThat(charged()).isEqualTo(Money.usd("0.40"));
  }

  @Test
  void cannotGiveUpAJobThatWasAccepted() {
    var attempt = intended("0.50");
    moved(handle -> attempts.accepted(handle, attempt.id(), JOB, NOW));

    assertThat(moved(handle -> attempts.lost(handle, attempt.id(), "me", Money.usd("0"), NOW)))
        .isFalse();
  }

  @Test
  void takesAJobThatTurnsUpAfterAll() {
    var attempt = intended("0.50");
    moved(handle -> attempts.unknown(handle, attempt.id(), "connection reset", NOW));

    assertThat(moved(handle -> attempts.accepted(handle, attempt.id(), JOB, NOW))).isTrue();
  }

  @Test
  void movesNoAttemptThatHasEnded() {
    var attempt = intended("0.50");
    moved(
        handle ->
            attempts.rejected(
                handle, attempt.id(), RejectionReason.CONTENT_POLICY, Money.usd("0"), NOW));

    assertThat(moved(handle -> attempts.accepted(handle, attempt.id(), JOB, NOW))).isFalse();
    assertThat(moved(handle -> attempts.unknown(handle, attempt.id(), "x", NOW))).isFalse();
    assertThat(moved(handle -> attempts.cancelled(handle, attempt.id(), NOW))).isFalse();
  }

  @Test
  void letsAnAttemptBeSentAgainOnce() {
    var first = intended("0.50");
    moved(handle -> attempts.lost(handle, first.id(), "ann", Money.usd("0.50"), NOW));
    var again = attempt(first.stepId(), 2, "0.50", first.id());
    database.update(handle -> attempts.insert(handle, again));

    var once = attempt(Ids.fresh(), 1, "0.50", first.id());
    assertThatThrownBy(() -> database.update(handle -> attempts.insert(handle, once)))
        .isInstanceOf(RuntimeException.class);
    assertThat(charged()).isEqualTo(Money.usd("0.50"));
  }

  @Test
  void setsAsideThenChargesWhatItReallyCost() {
    budget("PROJECT", project.id().value(), "", "1");
    var attempt = held("0.50");
    assertThat(number("held_micros")).isEqualTo(500_000);

    database.update(handle -> budgets.charge(handle, attempt, Money.usd("0.70"), NOW));
    database.update(handle -> budgets.charge(handle, attempt, Money.usd("0.70"), NOW));

    assertThat(number("held_micros")).isZero();
    assertThat(number("spent_micros")).isEqualTo(700_000);
    assertThat(number("spent_calls")).isEqualTo(1);
  }

  @Test
  void givesBackWhatWasNotSpent() {
    budget("OWNER", "ann", "", "1");
    var attempt = held("0.50");

    database.update(handle -> budgets.release(handle, attempt.id(), NOW));

    assertThat(number("held_micros")).isZero();
    assertThat(number("spent_micros")).isZero();
    assertThat(number("held_calls")).isZero();
  }

  @Test
  void refusesWhatWouldBreakACapAndLeavesNoTrace() {
    budget("DAY", "*", "2026-03-01", "0.40");

    assertThatThrownBy(() -> held("0.50"))
        .isInstanceOf(OverBudget.class)
        .hasMessageContaining("0.4");
    assertThat(number("held_micros")).isZero();
    assertThat(database.<List<Attempt>>read(handle -> attempts.ofProject(handle, project.id())))
        .isEmpty();
  }

  @Test
  void leavesOtherDaysAndOtherCurrenciesAlone() {
    budget("DAY", "*", "2026-03-02", "0");
    database.update(handle -> handle.execute("UPDATE budget SET id = 'other'"));
    budget("OWNER", "ann", "", "0");
    database.update(handle -> handle.execute("UPDATE budget SET currency = 'EUR' WHERE id = 'b'"));

    held("0.50");

    assertThat(database.<List<Attempt>>read(handle -> attempts.ofProject(handle, project.id())))
        .hasSize(1);
  }

  @Test
  void neverOverspendsAmongManyAtOnce() throws Exception {
    budget("PROJECT", project.id().value(), "", "1");
    Callable<Boolean> spending =
        () -> {
          try {
            held("0.30");
            return true;
          } catch (OverBudget _) {
            return false;
          }
        };

    assertThat(winners(spending, 8)).isEqualTo(3);
    assertThat(number("held_micros")).isEqualTo(900_000);
  }

  @Test
  void letsAsManyOfFiftyOrdersPassAsTheBudgetHasRoomFor() throws Exception {
    budget("PROJECT", project.id().value(), "", "6");
    Callable<Boolean> spending =
        () -> {
          try {
            held("0.50");
            return true;
          } catch (OverBudget _) {
            return false;
          }
        };

    assertThat(winners(spending, 50)).isEqualTo(12);
    assertThat(number("held_micros")).isEqualTo(6_000_000);
    assertThat(number("held_calls")).isEqualTo(12);
  }

  @Test
  void opensEachDayWithTheCapOfAllDays() {
    database.update(handle -> caps.ensureDaily(handle, Money.usd("0.60"), NOW));
    held("0.50");

    assertThatThrownBy(() -> held("0.50"))
        .isInstanceOf(OverBudget.class)
        .hasMessageContaining("this server");
    database.update(
        handle ->
            caps.set(
                handle, BudgetScope.DAY, BudgetCaps.WHOLE_SERVER, Money.USD, 2_000_000L, 2L, NOW));
    held("0.50");

    assertThatThrownBy(() -> held("0.50"))
        .isInstanceOf(OverBudget.class)
        .hasMessageContaining("no more calls");
  }

  @Test
  void sparesWhatCostsNothing() {
    budget("OWNER", "ann", "", "0");

    held("0");

    assertThat(number("held_calls")).isZero();
    assertThatThrownBy(() -> held("0.000001")).isInstanceOf(OverBudget.class);
  }

  @Test
  void countsWhatWasChargedAlthoughItWasToCostNothing() {
    database.update(handle -> caps.ensureDaily(handle, Money.usd("0.60"), NOW));
    budget("PROJECT", project.id().value(), "", "1");
    var attempt = held("0");

    database.update(handle -> budgets.charge(handle, attempt, Money.usd("0.70"), NOW));
    database.update(handle -> budgets.charge(handle, attempt, Money.usd("0.70"), NOW));

    var lines = database.<List<BudgetCaps.Line>>read(handle -> caps.of(handle, "ann"));
    assertThat(lines)
        .filteredOn(line -> line.scope() == BudgetScope.PROJECT || !line.period().isEmpty())
        .hasSize(2)
        .allSatisfy(
            line -> {
              assertThat(line.spent()).isEqualTo(Money.usd("0.70"));
              assertThat(line.spentCalls()).isEqualTo(1);
              assertThat(line.held()).isEqualTo(Money.usd("0"));
            });
    assertThatThrownBy(() -> held("0.10")).isInstanceOf(OverBudget.class);
  }

  @Test
  void refusesAbsurdCaps() {
    for (var cap : List.of(-1L, Long.MIN_VALUE, Long.MAX_VALUE)) {
      assertThatThrownBy(
              () ->
                  database.update(
                      handle ->
                          caps.set(handle, BudgetScope.OWNER, "ann", Money.USD, cap, null, NOW)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("capMicros");
    }
  }

  private Attempt intended(String quote) {
    var attempt = attempt(Ids.fresh(), 1, quote, null);
    database.updateDurably(handle -> attempts.insert(handle, attempt));
    return attempt;
  }

  private Attempt held(String quote) {
    var attempt = attempt(Ids.fresh(), 1, quote, null);
    database.updateDurably(
        handle -> {
          attempts.insert(handle, attempt);
          budgets.hold(handle, attempt);
        });
    return attempt;
  }

  private Attempt attempt(String step, int number, String quote, AttemptId resendOf) {
    return new Attempt(
        AttemptId.fresh(),
        step,
        Ids.fresh(),
        project.id(),
        "ann",
        number,
        "acme",
        "acme",
        "v1",
        "{}",
        InputDigest.of(Map.of("step", step)),
        7L,
        AttemptState.INTENT,
        null,
        0,
        Money.usd(quote),
        resendOf,
        NOW);
  }

  private void budget(String scope, String subject, String period, String cap) {
    database.update(
        handle ->
            handle.execute(
                """
                INSERT INTO budget (id, scope, subject, period, currency, cap_micros, updated_at)
                VALUES ('b', ?, ?, ?, 'USD', ?, 0)
                """,
                scope,
                subject,
                period,
                Money.usd(cap).micros()));
  }

  private long number(String column) {
    return database.read(
        handle -> handle.createQuery("SELECT " + column + " FROM budget").mapTo(Long.class).one());
  }

  private Money charged() {
    return database.read(handle -> attempts.charged(handle, project.id(), Money.USD));
  }

  private boolean moved(HandleFunction<Boolean> move) {
    return database.write(move);
  }

  private static int winners(Callable<Boolean> contest, int contestants)
      throws InterruptedException, ExecutionException {
    var wins = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var result : threads.invokeAll(Collections.nCopies(contestants, contest))) {
        wins += result.get() ? 1 : 0;
      }
    }
    return wins;
  }
}
