package dev.reelwright.provider.simulated;

import dev.reelwright.ledger.Money;
import dev.reelwright.provider.Call;
import dev.reelwright.provider.Capabilities;
import dev.reelwright.provider.Generator;
import dev.reelwright.provider.Glancing;
import dev.reelwright.provider.MediaResult;
import dev.reelwright.provider.PollResult;
import dev.reelwright.provider.ProviderJob;
import dev.reelwright.provider.Quote;
import dev.reelwright.provider.RejectionReason;
import dev.reelwright.provider.SubmitResult;
import dev.reelwright.provider.simulated.SimulatedClient.JobJson;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What pictures and clips have in common. Thread-safe.
abstract class SimulatedGenerator<Q> implements Generator<Q, MediaResult>, Glancing {
  // An order that reached the provider is in its books within milliseconds.
  private static final Duration IN_THE_BOOKS = Duration.ofSeconds(2);
  private static final double SOMEWHERE = 0.5;

  private final SimulatedClient client;
  private final SimulatedAccount account;
  private final String model;

  SimulatedGenerator(SimulatedClient client, SimulatedAccount account, String model) {
    this.client = client;
    this.account = account;
    this.model = model;
  }

  abstract String path();

  /// How many units of the model's price the request takes.
  abstract BigDecimal units(Q request);

  /// What is sent, beside model and reference.
  abstract Map<String, Object> wire(Q request);

  abstract String mediaType();

  @Override
  public final Capabilities capabilities() {
    return new Capabilities(
        SimulatedStudio.PROVIDER, model, SimulatedStudio.PROVIDER, isOfKind("keyed"), false);
  }

  @Override
  public final Quote quote(Q request) {
    return account.prices().quote(model, units(request));
  }

  @Override
  public final SubmitResult<MediaResult> submit(Q request, Call call) throws InterruptedException {
    var body = new HashMap<>(wire(request));
    body.put("model", model);
    body.put("reference", call.attempt().value());
    return client.submit(path(), body, call.attempt().value());
  }

  @Override
  public final PollResult<MediaResult> poll(ProviderJob job, Call call)
      throws IOException, InterruptedException {
    var found = client.job(job);
    if (found.isEmpty()) {
      return new PollResult.Failed<>(
          RejectionReason.PROVIDER_FAILURE,
          "the provider does not know job " + job.value() + " any more",
          Money.zero(Money.USD));
    }
    var view = found.get();
    return switch (view.state()) {
      case "succeeded" -> delivered(view, call);
      case "failed" ->
          new PollResult.Failed<>(RejectionReason.CONTENT_POLICY, message(view), charge(view));
      case "cancelled" ->
          new PollResult.Failed<>(
              RejectionReason.PROVIDER_FAILURE, "the job was cancelled", charge(view));
      // Words that are new to us: the job goes on.
      default -> new PollResult.Working<>(SOMEWHERE, account.pollEvery());
    };
  }

  @Override
  public final Glance glance(ProviderJob job, String lane)
      throws IOException, InterruptedException {
    var state = client.job(job).map(JobJson::state).orElse("gone");
    return switch (state) {
      case "succeeded", "failed", "cancelled", "gone" -> new Glance.MaybeOver();
      default -> new Glance.Working(SOMEWHERE, account.pollEvery());
    };
  }

  @Override
  public final Optional<ProviderJob> find(Q request, Call call)
      throws IOException, InterruptedException {
    return isOfKind("findable") ? client.find(call.attempt().value()) : Optional.empty();
  }

  @Override
  public final Optional<Duration> findIsSureAfter() {
    return isOfKind("findable") ? Optional.of(IN_THE_BOOKS) : Optional.empty();
  }

  @Override
  public final boolean cancel(ProviderJob job) throws InterruptedException {
    return client.cancel(job);
  }

  private boolean isOfKind(String kind) {
    return model.endsWith("-" + kind);
  }

  private PollResult<MediaResult> delivered(JobJson view, Call call)
      throws IOException, InterruptedException {
    var file = call.scratch().resolve("result");
    client.fetch(view, file, mediaType());
    return new PollResult.Delivered<>(
        new MediaResult(file, Map.of("job", view.job())), charge(view));
  }

  private static Money charge(JobJson view) {
    return new Money(view.billedMicros(), Money.USD);
  }

  private static String message(JobJson view) {
    return view.error() == null ? "the provider gave no reason" : view.error().message();
  }
}
