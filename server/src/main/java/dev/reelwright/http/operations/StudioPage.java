package dev.reelwright.http.operations;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// The one page of the web studio, or a page that says how to get it where this build has none.
/// Everything it loads comes from this server. Its component library writes style sheets while it
/// runs; a nonce that is new for each answer allows these and no others. Thread-safe.
@ApplicationScoped
public class StudioPage {
  private static final String NONCE_PLACE = "STYLE-NONCE";
  private final SecureRandom random = new SecureRandom();
  private final @Nullable String studio;
  private final Pages pages;

  public StudioPage(Pages pages) {
    this.pages = pages;
    this.studio = read();
  }

  /// A page and the policy it goes with.
  public record Written(String html, String policy) {}

  public Written write() {
    var bytes = new byte[16];
    random.nextBytes(bytes);
    var nonce = Base64.getEncoder().encodeToString(bytes);
    var html = studio == null ? pages.front() : studio.replace(NONCE_PLACE, nonce);
    return new Written(html, policy(nonce));
  }

  private static String policy(String nonce) {
    return "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; style-src 'self' 'nonce-%s'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
        .formatted(nonce);
  }

  private static @Nullable String read() {
    try (var in = StudioPage.class.getResourceAsStream("index.html")) {
      return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("reading the page of the web studio failed", e);
    }
  }
}
