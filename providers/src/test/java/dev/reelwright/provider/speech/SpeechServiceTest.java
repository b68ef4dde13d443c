package dev.reelwright.provider.speech;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.reelwright.access.Secret;
import dev.reelwright.ledger.AttemptId;
import dev.reelwright.ledger.Money;
import dev.reelwright.project.ModelChoice;
import dev.reelwright.provider.Call;
import dev.reelwright.provider.CancelSignal;
import dev.reelwright.provider.MediaResult;
import dev.reelwright.provider.Quote;
import dev.reelwright.provider.RejectionReason;
import dev.reelwright.provider.SpeechRequest;
import dev.reelwright.provider.SpeechSynthesizer;
import dev.reelwright.provider.SubmitResult;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpeechServiceTest {
  private static final SpeechRequest TEXT =
      new SpeechRequest("He said \"hello\"\nthere, é 語.", "en", 0);

  private final List<Heard> heard = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private volatile int status = 200;
  private volatile @Nullable String type = "audio/mpeg";
  private volatile byte[] sound = "sound".getBytes(StandardCharsets.UTF_8);
  @TempDir Path scratch;

  private record Heard(String path, @Nullable String key, JsonNode body) {}

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          heard.add(
              new Heard(
                  exchange.getRequestURI().getPath(),
                  exchange.getRequestHeaders().getFirst("Authorization"),
                  new ObjectMapper().readTree(exchange.getRequestBody())));
          if (type != null) {
            exchange.getResponseHeaders().set("Content-Type", type);
          }
          exchange.sendResponseHeaders(status, sound.length == 0 ? -1 : sound.length);
          try (var out = exchange.getResponseBody()) {
            out.write(sound);
          }
        });
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  @Test
  void aClonedVoiceSpeaksTheTextAsItIs() throws Exception {
    var result = submit(SpeechService.cloned(address(""), new Secret("k")));

    assertThat(result).isInstanceOf(SubmitResult.Delivered.class);
    var file = ((SubmitResult.Delivered<MediaResult>) result).result().file();
    assertThat(file).hasBinaryContent(sound);
    assertThat(heard).hasSize(1);
    assertThat(heard.getFirst().path()).isEqualTo("/synthesize/clone_voice");
    assertThat(heard.getFirst().key()).isEqualTo("Bearer k");
    assertThat(heard.getFirst().body().size()).isEqualTo(1);
    assertThat(heard.getFirst().body().path("text").asText()).isEqualTo(TEXT.text());
  }

  @Test
  void aServerThatSpeaksAsOpenAiDoesIsToldModelAndVoice() throws Exception {
    var service = SpeechService.openAi(address("/v1"), null, "kokoro", "bella", null);

    assertThat(submit(service)).isInstanceOf(SubmitResult.Delivered.class);
    assertThat(heard.getFirst().path()).isEqualTo("/v1/audio/speech");
    assertThat(heard.getFirst().key()).isNull();
    assertThat(heard.getFirst().body().path("model").asText()).isEqualTo("kokoro");
    assertThat(heard.getFirst().body().path("voice").asText()).isEqualTo("bella");
    assertThat(heard.getFirst().body().path("input").asText()).isEqualTo(TEXT.text());
  }

  @Test
  void whatIsNoSoundIsRefusedAndSentOnce() throws Exception {
    type = "text/html";
    assertThat(reason(submit(cloned()))).isEqualTo(RejectionReason.UNUSABLE_ANSWER);
    type = null;
    assertThat(reason(submit(cloned()))).isEqualTo(RejectionReason.UNUSABLE_ANSWER);
    type = "application/octet-stream";
    sound = new byte[0];
    assertThat(reason(submit(cloned()))).isEqualTo(RejectionReason.UNUSABLE_ANSWER);
    assertThat(heard).hasSize(3);
  }

  @Test
  void itsStatusSaysWhetherLaterIsWorthTrying() throws Exception {
    status = 500;
    assertThat(reason(submit(cloned()))).isEqualTo(RejectionReason.PROVIDER_FAILURE);
    status = 401;
    assertThat(reason(submit(cloned()))).isEqualTo(RejectionReason.NOT_ALLOWED);
    status = 429;
    assertThat(reason(submit(cloned()))).isEqualTo(RejectionReason.BUSY);
    status = 302;
    assertThat(reason(submit(cloned()))).isEqualTo(RejectionReason.INVALID_REQUEST);
    assertThat(heard).hasSize(4);
  }

  @Test
  void whereNobodyListensNothingWasSent() throws Exception {
    var gone = address("");
    server.stop(0);

    assertThat(reason(submit(SpeechService.cloned(gone, null))))
        .isEqualTo(RejectionReason.PROVIDER_FAILURE);
  }

  @Test
  void aPaidServiceNeedsAPrice() {
    var openAi = URI.create("https://api.openai.com/v1");

    assertThat(speech(SpeechService.openAi(openAi, null, "tts-1", "alloy", null)).quote(TEXT))
        .isInstanceOf(Quote.Unpriced.class);
    var priced = SpeechService.openAi(openAi, null, "tts-1", "alloy", new BigDecimal("0.015"));
    var quote = speech(priced).quote(new SpeechRequest("x".repeat(2_000), "en", 0));
    assertThat(quote).isEqualTo(new Quote.Priced(Money.usd("0.03")));
    assertThat(speech(priced).capabilities().free()).isFalse();
    assertThat(speech(cloned()).capabilities().free()).isTrue();
  }

  private SpeechService cloned() {
    return SpeechService.cloned(address(""), null);
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private static SpeechSynthesizer speech(SpeechService service) {
    return new SpeechStudio(List.of(service))
        .speech(new ModelChoice(service.provider(), service.provider()))
        .orElseThrow();
  }

  private SubmitResult<MediaResult> submit(SpeechService service) throws Exception {
    var own = Files.createTempDirectory(scratch, "call");
    return speech(service)
        .submit(TEXT, new Call(AttemptId.fresh(), own, (_, _) -> {}, CancelSignal.NEVER));
  }

  private static RejectionReason reason(SubmitResult<MediaResult> result) {
    return switch (result) {
      case SubmitResult.Rejected<MediaResult>(var reason, _, _) -> reason;
      case SubmitResult.Failed<MediaResult>(var reason, _, _) -> reason;
      default -> throw new AssertionError("not refused: " + result);
    };
  }
}
