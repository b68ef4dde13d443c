package dev.reelwright.provider.simulated;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelwright.provider.MediaResult;
import dev.reelwright.provider.ProviderJob;
import dev.reelwright.provider.RejectionReason;
import dev.reelwright.provider.SubmitResult;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Speaks the simulated provider's HTTP. Each submit is one request; nothing is retried and no
/// redirect is followed. Answers are bounded in time and size. Thread-safe.
final class SimulatedClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_ANSWER_BYTES = 1024 * 1024;
  private static final long MAX_RESULT_BYTES = 512L * 1024 * 1024;
  private static final Duration LONGEST_FETCH = Duration.ofMinutes(10);
  private static final long LONGEST_RETRY_AFTER_SECONDS = 600;

  /// @param billedMicros millionths of a dollar
  /// @param result path of the result, once there is one
  @JsonIgnoreProperties(ignoreUnknown = true)
  record JobJson(
      String job,
      String state,
      @JsonProperty("billed_micros") long billedMicros,
      @Nullable String result,
      @Nullable ErrorJson error) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record ErrorJson(String code, String message) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record ProblemJson(@Nullable ErrorJson error) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record JobsJson(List<JobJson> jobs) {}

  private final URI address;
  private final Duration patience;
  private final HttpClient http;

  SimulatedClient(URI address, Duration patience) {
    this.address = address;
    this.patience = patience;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(patience)
            .build();
  }

  SubmitResult<MediaResult> submit(String path, Map<String, Object> body, String key)
      throws InterruptedException {
    HttpResponse<byte[]> answer;
    try {
      var request =
          request(path)
              .header("Content-Type", "application/json")
              .header("Idempotency-Key", key)
              .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
              .build();
      answer =
          send(
              request,
              BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES),
              patience);
    } catch (ConnectException | HttpConnectTimeoutException e) {
      // There was no connection, so nothing was sent.
      return new SubmitResult.Rejected<>(
          RejectionReason.BUSY, "the simulated provider does not answer at %s".formatted(address));
    } catch (IOException e) {
      return new SubmitResult.Unknown<>(e);
    }
    return switch (answer.statusCode()) {
      case 200, 202 -> accepted(answer);
      case 429 ->
          new SubmitResult.Rejected<>(RejectionReason.BUSY, problem(answer), retryAfter(answer));
      case 401, 403 -> new SubmitResult.Rejected<>(RejectionReason.NOT_ALLOWED, problem(answer));
      case 402 -> new SubmitResult.Rejected<>(RejectionReason.OUT_OF_CREDIT, problem(answer));
      case 422 -> new SubmitResult.Rejected<>(RejectionReason.CONTENT_POLICY, problem(answer));
      case 400, 404, 405, 413, 415 ->
          new SubmitResult.Rejected<>(RejectionReason.INVALID_REQUEST, problem(answer));
      // It may have taken the order all the same.
      default -> new SubmitResult.Unknown<>(unexpected("submitting", answer.statusCode()));
    };
  }

  /// @return empty when the provider does not know the job
  Optional<JobJson> job(ProviderJob job) throws IOException, InterruptedException {
    var answer = get("/v1/jobs/" + encoded(job.value()));
    if (answer.statusCode() == 404) {
      return Optional.empty();
    }
    return Optional.of(read(answer, "polling job " + job.value(), JobJson.class));
  }

  Optional<ProviderJob> find(String reference) throws IOException, InterruptedException {
    var answer = get("/v1/jobs?reference=" + encoded(reference));
    return read(answer, "looking for the job of " + reference, JobsJson.class).jobs().stream()
        .findFirst()
        .map(job -> new ProviderJob(job.job()));
  }

  boolean cancel(ProviderJob job) throws InterruptedException {
    try {
      var request =
          request("/v1/jobs/" + encoded(job.value()) + "/cancel")
              .POST(BodyPublishers.noBody())
              .build();
      var answer =
          send(
              request,
              BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES),
              patience);
      if (answer.statusCode() != 200) {
        return false;
      }
      var view = JSON.readValue(answer.body(), JobJson.class);
      return view.state().equals("cancelled") && view.billedMicros() == 0;
    } catch (IOException _) {
      // Nobody confirmed it, so it counts as running; the next poll will tell.
      return false;
    }
  }

  /// Fetches a finished job's result.
  ///
  /// @throws IOException also when it is cut short, of another type, or has expired; a later poll
  ///   may bring it
  void fetch(JobJson job, Path file, String mediaType) throws IOException, InterruptedException {
    if (job.result() == null) {
      throw new IOException("job " + job.job() + " is done and names no result");
    }
    var request = HttpRequest.newBuilder(address.resolve(job.result())).GET().build();
    var answer =
        send(
            request,
            BodyHandlers.limiting(BodyHandlers.ofFile(file), MAX_RESULT_BYTES),
            LONGEST_FETCH);
    if (answer.statusCode() != 200) {
      throw unexpected("fetching the result of " + job.job(), answer.statusCode());
    }
    var type = answer.headers().firstValue("Content-Type").orElse("");
    if (!type.equals(mediaType)) {
      throw new IOException(
          "the result of %s is %s instead of %s".formatted(job.job(), type, mediaType));
    }
    var promised = answer.headers().firstValueAsLong("Content-Length");
    if (promised.isPresent() && promised.getAsLong() != Files.size(file)) {
      throw new IOException("the result of " + job.job() + " was cut short");
    }
  }

  private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
    return send(
        request(path).GET().build(),
        BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES),
        patience);
  }

  /// A deadline for the whole answer, body included; that of the request ends with the headers.
  private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler, Duration atMost)
      throws IOException, InterruptedException {
    var answer = http.sendAsync(request, handler);
    try {
      return answer.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ConnectException
          || e.getCause() instanceof HttpConnectTimeoutException) {
        throw (IOException) e.getCause();
      }
      throw new IOException("asking %s failed".formatted(request.uri().getHost()), e.getCause());
    } catch (TimeoutException e) {
      var timeout = new HttpTimeoutException("no whole answer within " + atMost);
      timeout.initCause(e);
      throw timeout;
    } finally {
      answer.cancel(true);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path)).timeout(patience);
  }

  private static SubmitResult<MediaResult> accepted(HttpResponse<byte[]> answer) {
    try {
      var job = JSON.readValue(answer.body(), JobJson.class);
      return new SubmitResult.Accepted<>(new ProviderJob(job.job()));
    } catch (IOException e) {
      // It took the order and we cannot read under which name.
      return new SubmitResult.Unknown<>(e);
    }
  }

  private static <T> T read(HttpResponse<byte[]> answer, String doing, Class<T> type)
      throws IOException {
    if (answer.statusCode() != 200) {
      throw unexpected(doing, answer.statusCode());
    }
    try {
      return JSON.readValue(answer.body(), type);
    } catch (JsonProcessingException e) {
      throw new IOException(doing + ": the answer is no JSON that we know", e);
    }
  }

  private static String problem(HttpResponse<byte[]> answer) {
    try {
      var error = JSON.readValue(answer.body(), ProblemJson.class).error();
      if (error != null) {
        return error.message();
      }
    } catch (IOException _) {
      // The status says enough.
    }
    return "status " + answer.statusCode();
  }

  private static @Nullable Duration retryAfter(HttpResponse<byte[]> answer) {
    return answer
        .headers()
        .firstValue("Retry-After")
        .filter(text -> text.matches("\\d{1,6}"))
        .map(text -> Math.min(Long.parseLong(text), LONGEST_RETRY_AFTER_SECONDS))
        .map(Duration::ofSeconds)
        .orElse(null);
  }

  private static IOException unexpected(String doing, int status) {
    return new IOException("%s: the provider answered with status %d".formatted(doing, status));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
