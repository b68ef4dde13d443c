package dev.reelwright.provider.speech;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.reelwright.ledger.Money;
import dev.reelwright.provider.Call;
import dev.reelwright.provider.Capabilities;
import dev.reelwright.provider.MediaResult;
import dev.reelwright.provider.PollResult;
import dev.reelwright.provider.ProviderJob;
import dev.reelwright.provider.Quote;
import dev.reelwright.provider.RejectionReason;
import dev.reelwright.provider.SpeechRequest;
import dev.reelwright.provider.SpeechSynthesizer;
import dev.reelwright.provider.SubmitResult;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Has a text spoken by a service, in one request whose answer is the sound. Thread-safe.
final class ServedSpeech implements SpeechSynthesizer {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration LONGEST = Duration.ofMinutes(8);
  private static final long MOST_BYTES = 512L * 1024 * 1024;
  private static final int MOST_OF_A_COMPLAINT = 300;
  private static final int LOOK_MILLIS = 250;

  private final SpeechService service;
  private final HttpClient client;

  ServedSpeech(SpeechService service, HttpClient client) {
    this.service = service;
    this.client = client;
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(
        service.provider(), service.provider(), service.provider(), false, service.isFree());
  }

  /// The service knows; nobody asks it.
  @Override
  public boolean speaks(String language) {
    return true;
  }

  @Override
  public Quote quote(SpeechRequest request) {
    var price = service.pricePerThousand();
    return price == null
        ? new Quote.Unpriced(
            "nobody has said what %s costs; set REELWRIGHT_SPEECH_PRICE"
                .formatted(service.endpoint().getHost()))
        : new Quote.Priced(cost(price, request));
  }

  private static Money cost(BigDecimal price, SpeechRequest request) {
    var characters = request.text().codePointCount(0, request.text().length());
    return Money.usd(
        price
            .multiply(BigDecimal.valueOf(characters))
            .movePointLeft(3)
            .setScale(6, RoundingMode.UP)
            .toPlainString());
  }

  @Override
  public SubmitResult<MediaResult> submit(SpeechRequest request, Call call)
      throws InterruptedException {
    HttpRequest post;
    try {
      post = post(request);
    } catch (JsonProcessingException e) {
      return new SubmitResult.Rejected<>(
          RejectionReason.INVALID_REQUEST, "the text cannot be sent: " + e.getOriginalMessage());
    }
    call.progress().progressed(0, "waiting for the voice");
    var answer = client.sendAsync(post, HttpResponse.BodyHandlers.ofInputStream());
    try {
      var response = awaited(answer, call);
      try (var body = response.body()) {
        return received(response, body, request, call);
      }
    } catch (TimeoutException _) {
      return new SubmitResult.Unknown<>(
          new IOException("no answer within " + LONGEST.toSeconds() + " s"));
    } catch (IOException e) {
      return new SubmitResult.Unknown<>(e);
    } catch (ExecutionException e) {
      var cause = e.getCause();
      // Nothing was sent then.
      return cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException
          ? new SubmitResult.Rejected<>(
              RejectionReason.PROVIDER_FAILURE,
              "the voice service at %s does not answer"
                  .formatted(service.endpoint().getAuthority()))
          : new SubmitResult.Unknown<>(cause == null ? e : cause);
    }
  }

  @Override
  public PollResult<MediaResult> poll(ProviderJob job, Call call) {
    return new PollResult.Failed<>(
        RejectionReason.INVALID_REQUEST,
        "the voice service has no jobs: " + job.value(),
        Money.zero(Money.USD));
  }

  private HttpRequest post(SpeechRequest request) throws JsonProcessingException {
    var body = new HashMap<String, String>(service.members());
    body.put(service.textMember(), request.text());
    var post =
        HttpRequest.newBuilder(service.endpoint())
            .timeout(LONGEST)
            .header("Content-Type", "application/json")
            .header("Accept", "audio/*, application/octet-stream")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
    var key = service.key();
    if (key != null) {
      post.header("Authorization", "Bearer " + key.reveal());
    }
    return post.build();
  }

  /// Looks now and then whether anybody still wants it.
  private static <T> T awaited(Future<T> answer, Call call)
      throws InterruptedException, ExecutionException, TimeoutException {
    for (long waited = 0; waited < LONGEST.toMillis(); waited += LOOK_MILLIS) {
      try {
        return answer.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException _) {
        if (call.cancel().isCancelled()) {
          answer.cancel(true);
          call.cancel().check();
        }
      }
    }
    answer.cancel(true);
    throw new TimeoutException();
  }

  private SubmitResult<MediaResult> received(
      HttpResponse<?> response, InputStream body, SpeechRequest request, Call call)
      throws IOException {
    if (response.statusCode() / 100 != 2) {
      return refused(response.statusCode(), body);
    }
    var type =
        response
            .headers()
            .firstValue("Content-Type")
            .orElse("")
            .split(";", 2)[0]
            .strip()
            .toLowerCase(Locale.ROOT);
    if (!type.startsWith("audio/") && !type.equals("application/octet-stream")) {
      return new SubmitResult.Failed<>(
          RejectionReason.UNUSABLE_ANSWER,
          "the voice service answered with %s instead of a sound"
              .formatted(type.isEmpty() ? "no type" : type),
          charge(request));
    }
    var file = call.scratch().resolve("voice");
    var bytes = copied(body, file);
    return bytes == 0
        ? new SubmitResult.Failed<>(
            RejectionReason.UNUSABLE_ANSWER,
            "the voice service answered with an empty sound",
            charge(request))
        : new SubmitResult.Delivered<>(new MediaResult(file, Map.of()), charge(request));
  }

  private Money charge(SpeechRequest request) {
    var price = service.pricePerThousand();
    return price == null ? Money.zero(Money.USD) : cost(price, request);
  }

  private static long copied(InputStream body, Path file) throws IOException {
    try (var out = Files.newOutputStream(file)) {
      var block = new byte[1 << 16];
      long bytes = 0;
      for (int count = body.read(block); count >= 0; count = body.read(block)) {
        bytes += count;
        if (bytes > MOST_BYTES) {
          throw new IOException("the voice service sends more than " + MOST_BYTES + " bytes");
        }
        out.write(block, 0, count);
      }
      return bytes;
    }
  }

  private static SubmitResult<MediaResult> refused(int status, InputStream body)
      throws IOException {
    var said = new String(body.readNBytes(MOST_OF_A_COMPLAINT), StandardCharsets.UTF_8).strip();
    var reason =
        switch (status) {
          case 401, 403 -> RejectionReason.NOT_ALLOWED;
          case 402 -> RejectionReason.OUT_OF_CREDIT;
          case 429, 503 -> RejectionReason.BUSY;
          default ->
              status >= 500 ? RejectionReason.PROVIDER_FAILURE : RejectionReason.INVALID_REQUEST;
        };
    return new SubmitResult.Rejected<>(
        reason,
        "the voice service answered with status %d%s"
            .formatted(status, said.isEmpty() ? "" : ": " + said));
  }
}
