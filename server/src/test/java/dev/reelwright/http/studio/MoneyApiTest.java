package dev.reelwright.http.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.engine.UndecidedCall;
import dev.reelwright.store.Database;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Budgets that make no sense, lanes that are not there, and verdicts that come twice.
@QuarkusTest
class MoneyApiTest {
  private static final int DECIDERS = 10;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @Inject Database database;

  private Api api;

  @BeforeEach
  void connect() {
    api = new Api(port);
  }

  @ParameterizedTest
  @CsvSource({
    "-1,",
    "-0.000001,",
    "1000000000.01,",
    "999999999999,",
    "99999999999999999999,",
    "1e3,",
    "NaN,",
    "'',",
    ",-1",
    ",1000000001",
    ",9223372036854775807"
  })
  void refusesBudgetsThatMakeNoSense(String cap, Long calls) {
    var body = new HashMap<String, Object>();
    body.put("cap", cap);
    body.put("calls", calls);

    var refused = api.put("/api/studio/budgets/owner/local", body);

    assertThat(refused.status()).as(refused.text()).isEqualTo(422);
    assertThat(refused.json().path("code").asText()).isNotEmpty();
  }

  @Test
  void takesABudgetOfNothing() {
    var id = UndecidedCall.in(database, "local").project().value();

    var nothing = api.put("/api/studio/budgets/project/" + id, Map.of("cap", "0", "calls", 0));

    assertThat(nothing.status()).as(nothing.text()).isEqualTo(200);
    assertThat(nothing.json().path("calls").asLong(-1)).isZero();
    assertThat(api.put("/api/studio/budgets/moon/" + id, Map.of("cap", "1")).status())
        .isEqualTo(422);
    assertThat(
            api.put("/api/studio/budgets/project/" + UUID.randomUUID(), Map.of("cap", "1"))
                .status())
        .isEqualTo(404);
    assertThat(api.put("/api/studio/budgets/run/none", Map.of("cap", "1")).status()).isEqualTo(404);
    assertThat(
            api.put("/api/studio/budgets/owner/local", Map.of("cap", "1", "currency", "moonstones"))
                .status())
        .isEqualTo(422);
  }

  @Test
  void knowsNoLaneThatIsNotThere() {
    assertThat(api.get("/api/studio/lanes/nowhere").status()).isEqualTo(404);
    assertThat(api.patch("/api/studio/lanes/nowhere", Map.of("paused", true)).status())
        .isEqualTo(404);
    assertThat(api.delete("/api/studio/lanes/nowhere").status()).isEqualTo(404);
  }

  @Test
  void countsOneOfManyVerdictsAndTellsTheOthers() throws Exception {
    var asked = UndecidedCall.in(database, "local");
    var path = "/api/studio/decisions/" + asked.attempt().value();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var deciders =
          IntStream.range(0, DECIDERS)
              .<Callable<Integer>>mapToObj(
                  number ->
                      () ->
                          api.post(path, Map.of("verdict", number % 2 == 0 ? "again" : "lost"))
                              .status())
              .toList();

      var answers = threads.invokeAll(deciders).stream().map(each -> each.resultNow()).toList();

      assertThat(answers).containsOnlyOnce(200);
      assertThat(answers.stream().filter(status -> status == 409)).hasSize(DECIDERS - 1);
    }
    var late = api.post(path, Map.of("verdict", "again"));
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.json().path("code").asText()).isEqualTo("NOT_ASKED");
    assertThat(api.post(path, Map.of("verdict", "perhaps")).status()).isEqualTo(422);
    assertThat(
            api.post("/api/studio/decisions/" + UUID.randomUUID(), Map.of("verdict", "lost"))
                .status())
        .isEqualTo(409);
    long spent =
        database.read(
            handle ->
                handle
                    .createQuery("SELECT spent_micros FROM budget WHERE subject = ?")
                    .bind(0, asked.project().value())
                    .mapTo(Long.class)
                    .one());
    assertThat(spent).as("counted as paid, once").isEqualTo(UndecidedCall.QUOTE.micros());
  }
}
