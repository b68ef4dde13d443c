package dev.reelwright.provider.google;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where requests go, and what they show at the door.
final class Endpoint {
  private static final URI GEMINI = URI.create("https://generativelanguage.googleapis.com");
  private static final URI STORAGE = URI.create("https://storage.googleapis.com");

  private final GoogleSettings settings;
  private final @Nullable Tokens tokens;

  /// @param tokens null where no token is shown
  Endpoint(GoogleSettings settings, @Nullable Tokens tokens) {
    this.settings = settings;
    this.tokens = tokens;
  }

  Door door() {
    return switch (settings.access()) {
      case GoogleSettings.Access.Key _ -> Door.KEY;
      case GoogleSettings.Access.Vertex _ -> Door.VERTEX;
    };
  }

  /// Whether these are Google's own hosts, where models are switched off on time.
  boolean isGoogle() {
    return settings.base() == null;
  }

  /// Why a model cannot be used here.
  Optional<String> refusal(GoogleModel model) {
    return isGoogle() ? model.goneFrom(door()) : Optional.empty();
  }

  URI ofModel(GoogleModel model, String verb) {
    return URI.create(root(model) + "/models/" + model.name() + ":" + verb);
  }

  URI interactions(GoogleModel model) {
    return URI.create(interactionsRoot(model) + "/interactions");
  }

  URI interaction(GoogleModel model, String id) {
    return URI.create(interactions(model) + "/" + encoded(id));
  }

  /// Where an operation of the Gemini API is looked at.
  URI operation(String name) {
    return URI.create(host(GEMINI) + "/v1beta/" + name);
  }

  /// Where something can be asked that costs nothing and still takes our credentials.
  URI freeQuestion() {
    return URI.create(
        switch (settings.access()) {
          case GoogleSettings.Access.Key _ -> host(GEMINI) + "/v1beta/models?pageSize=1";
          case GoogleSettings.Access.Vertex vertex -> vertexRoot(vertex.location(), vertex);
        });
  }

  /// Where a file of a bucket can be had; `gs://bucket/path`.
  URI stored(URI file) {
    var path = file.getRawPath().substring(1);
    return URI.create(
        host(STORAGE) + "/storage/v1/b/%s/o/%s?alt=media".formatted(file.getHost(), encoded(path)));
  }

  /// What shows who asks. Never to be sent to another host than `trusts` names.
  ///
  /// @throws IOException when no token could be had
  Map<String, String> credentials() throws IOException, InterruptedException {
    if (settings.access() instanceof GoogleSettings.Access.Key(var key)) {
      return Map.of("x-goog-api-key", key.reveal());
    }
    return tokens == null ? Map.of() : Map.of("Authorization", "Bearer " + tokens.current());
  }

  /// Google did not accept what `credentials` said.
  void credentialsWereRefused() {
    if (tokens != null) {
      tokens.forget();
    }
  }

  /// Whether a new try may show other credentials.
  boolean hasTokens() {
    return tokens != null;
  }

  /// Whether credentials may be shown to whoever answers at this address.
  boolean trusts(URI address) {
    return isAt(address, host(GEMINI)) || (door() == Door.VERTEX && isAt(address, host(STORAGE)));
  }

  /// Takes the key out of a text that somebody else wrote.
  String scrubbed(String text) {
    return settings.access() instanceof GoogleSettings.Access.Key(var key)
            && !key.reveal().isEmpty()
        ? text.replace(key.reveal(), "***")
        : text;
  }

  private String root(GoogleModel model) {
    return switch (settings.access()) {
      case GoogleSettings.Access.Key _ -> host(GEMINI) + "/v1beta";
      case GoogleSettings.Access.Vertex vertex -> vertexRoot(model, vertex) + "/publishers/google";
    };
  }

  private String interactionsRoot(GoogleModel model) {
    return switch (settings.access()) {
      case GoogleSettings.Access.Key _ -> host(GEMINI) + "/v1beta";
      case GoogleSettings.Access.Vertex vertex -> vertexRoot(model, vertex);
    };
  }

  private String vertexRoot(GoogleModel model, GoogleSettings.Access.Vertex vertex) {
    return vertexRoot(model.isGlobal() ? "global" : vertex.location(), vertex);
  }

  private String vertexRoot(String location, GoogleSettings.Access.Vertex vertex) {
    var google =
        URI.create(
            location.equals("global")
                ? "https://aiplatform.googleapis.com"
                : "https://" + location + "-aiplatform.googleapis.com");
    return host(google)
        + "/v1beta1/projects/%s/locations/%s".formatted(encoded(vertex.project()), location);
  }

  private String host(URI googles) {
    var base = settings.base();
    var text = (base == null ? googles : base).toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  private static boolean isAt(URI address, String host) {
    var trusted = URI.create(host);
    return trusted.getScheme().equalsIgnoreCase(address.getScheme())
        && trusted.getAuthority().equalsIgnoreCase(String.valueOf(address.getAuthority()));
  }

  private static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
