package dev.reelwright.http.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reelwright.http.safety.FetchRefused.Reason;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlFetcherTest {
  private static Vertx vertx;
  private static HttpServer server;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  var response = request.response();
                  switch (request.path()) {
                    case "/file" ->
                        response.putHeader("Content-Type", "image/png").end("0123456789");
                    case "/to-file" ->
                        response.setStatusCode(302).putHeader("Location", "/file").end();
                    case "/to-inside" ->
                        response
                            .setStatusCode(302)
                            .putHeader("Location", "http://169.254.169.254/latest/meta-data")
                            .end();
                    case "/to-disk" ->
                        response
                            .setStatusCode(302)
                            .putHeader("Location", "file:///etc/passwd")
                            .end();
                    case "/round" ->
                        response.setStatusCode(302).putHeader("Location", "/round").end();
                    case "/silent" -> response.setChunked(true).write("a");
                    default -> response.setStatusCode(404).end();
                  }
                })
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  @AfterAll
  static void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void fetchesFromAnAllowedHostAndFollowsRedirects() throws Exception {
    try (var fetcher = new UrlFetcher(vertx, rules(100))) {
      var fetched = fetcher.fetch(at("/to-file"), folder.resolve("a"));

      assertThat(fetched.file()).hasContent("0123456789");
      assertThat(fetched.bytes()).isEqualTo(10);
      assertThat(fetched.declaredType()).isEqualTo("image/png");
      assertThat(fetched.url().getPath()).isEqualTo("/file");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost/",
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0.0.0.0/",
        "http://10.1.2.3/",
        "http://172.31.0.1/",
        "http://192.168.1.1/",
        "http://169.254.169.254/",
        "http://100.64.0.1/",
        "http://224.0.0.1/",
        "http://255.255.255.255/",
        "http://[::1]/",
        "http://[::]/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "http://[ff02::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://[2001:db8::1]/"
      })
  void refusesWhatIsNotOutInTheWorld(String url) {
    assertThat(refusal(FetchRules.DEFAULT, url))
        .isIn(Reason.PRIVATE, Reason.UNAVAILABLE, Reason.ADDRESS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "ftp://example.com/a",
        "gopher://example.com/",
        "//example.com/",
        "http:///a",
        "http://user:pw@example.com/",
        "not an address",
        "",
        "javascript:alert(1)"
      })
  void refusesWhatIsNoPlainWebAddress(String url) {
    assertThat(refusal(FetchRules.DEFAULT, url)).isEqualTo(Reason.ADDRESS);
  }

  @Test
  void refusesARedirectThatLeadsInside() {
    assertThat(refusal(rules(100), at("/to-inside"))).isEqualTo(Reason.PRIVATE);
    assertThat(refusal(rules(100), at("/to-disk"))).isEqualTo(Reason.ADDRESS);
    assertThat(refusal(rules(100), at("/round"))).isEqualTo(Reason.TOO_MANY_REDIRECTS);
  }

  @Test
  void refusesWhatIsTooLargeOrTooSlowAndLeavesNothingBehind() {
    assertThat(refusal(rules(9), at("/file"))).isEqualTo(Reason.TOO_LARGE);
    var hasty = new FetchRules(100, Duration.ofMillis(300), 5, Set.of("127.0.0.1"));
    assertThat(refusal(hasty, at("/silent"))).isEqualTo(Reason.TOO_SLOW);
    assertThat(refusal(rules(100), at("/gone"))).isEqualTo(Reason.UNAVAILABLE);
    assertThat(folder.resolve("refused")).doesNotExist();
  }

  @Test
  void connectsToTheVeryAddressThatWasChecked() throws Exception {
    // A name that leads outside when it is checked and inside when it is asked again.
    var asked = new AtomicInteger();
    UrlFetcher.Resolver changing =
        host ->
            new InetAddress[] {
              InetAddress.getByName(asked.getAndIncrement() == 0 ? "127.0.0.1" : "10.0.0.1")
            };
    var rules = new FetchRules(100, Duration.ofSeconds(5), 5, Set.of("rebind.invalid"));
    try (var fetcher = new UrlFetcher(vertx, rules, changing)) {
      var fetched =
          fetcher.fetch(
              "http://rebind.invalid:" + server.actualPort() + "/file", folder.resolve("a"));

      assertThat(fetched.bytes()).isEqualTo(10);
      assertThat(asked).hasValue(1);
    }
  }

  private Reason refusal(FetchRules rules, String url) {
    try (var fetcher = new UrlFetcher(vertx, rules)) {
      var into = folder.resolve("refused");
      return assertThatExceptionOfType(FetchRefused.class)
          .isThrownBy(() -> fetcher.fetch(url, into))
          .satisfies(refused -> assertThat(Files.exists(into)).isFalse())
          .actual()
          .reason();
    }
  }

  private static FetchRules rules(long bytes) {
    return new FetchRules(bytes, Duration.ofSeconds(10), 3, Set.of("127.0.0.1"));
  }

  private static String at(String path) {
    return "http://127.0.0.1:" + server.actualPort() + path;
  }
}
