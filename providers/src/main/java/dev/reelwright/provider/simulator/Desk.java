package dev.reelwright.provider.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Duration;

/// Where a person or a script looks at the counter and arms faults: `GET /sim/counter`, `GET
/// /sim/bills`, `POST /sim/faults` with `{"fault", "times"}`, `POST /sim/settings` with any of
/// `{"jobMillis", "chance", "seed"}`.
final class Desk implements HttpHandler {
  private final Jobs jobs;
  private final Faults faults;

  Desk(Jobs jobs, Faults faults) {
    this.jobs = jobs;
    this.faults = faults;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (var talk = new Exchange(exchange)) {
      try {
        answer(talk);
      } catch (IllegalArgumentException e) {
        talk.refuse(400, "invalid", String.valueOf(e.getMessage()));
      }
    }
  }

  private void answer(Exchange talk) throws IOException {
    switch (talk.method() + " " + talk.path()) {
      case "GET /sim/counter" -> talk.answer(200, jobs.counter());
      case "GET /sim/bills" -> talk.answer(200, jobs.bills());
      case "POST /sim/faults" -> {
        var body = talk.body();
        faults.arm(Fault.valueOf(body.path("fault").asText()), body.path("times").asInt(1));
        talk.answer(200, jobs.counter());
      }
      case "POST /sim/settings" -> {
        set(talk.body());
        talk.answer(200, jobs.counter());
      }
      default -> talk.refuse(404, "not_found", "there is no " + talk.path());
    }
  }

  private void set(JsonNode body) {
    if (body.has("jobMillis")) {
      jobs.take(Duration.ofMillis(body.path("jobMillis").asLong()));
    }
    if (body.has("chance")) {
      faults.strikeByChance(body.path("chance").asDouble(), body.path("seed").asLong());
    }
  }
}
