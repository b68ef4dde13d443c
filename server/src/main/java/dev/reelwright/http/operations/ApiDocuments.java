package dev.reelwright.http.operations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelwright.http.Route;
import dev.reelwright.http.RouteTable;
import dev.reelwright.http.Surface;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.openapi.runtime.io.Format;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// The OpenAPI documents: one of everything, and one for each surface, cut out of it by the route
/// table. Thread-safe.
@ApplicationScoped
public class ApiDocuments {
  private static final String DEFAULT_DOCUMENT = "<default>";
  private static final Map<Surface, String> TITLES =
      Map.of(
          Surface.STUDIO, "Reelwright Studio API",
          Surface.PIPELINE, "Video Pipeline API",
          Surface.ORCHESTRATE, "Orchestrate API",
          Surface.T2V, "Text-to-Video API",
          Surface.STORYBOARD, "Storyboard API",
          Surface.CAMPAIGN, "Campaign API",
          Surface.OPERATIONS, "Operations");

  private final OpenApiDocumentService whole;
  private final RouteTable table;
  private final JsonMapper json = JsonMapper.builder().build();
  private final Map<Optional<Surface>, String> written = new ConcurrentHashMap<>();

  public ApiDocuments(OpenApiDocumentService whole, RouteTable table) {
    this.whole = whole;
    this.table = table;
  }

  /// @param surface whose document, or nothing for all of them
  public String of(Optional<Surface> surface) {
    return written.computeIfAbsent(surface, this::write);
  }

  private String write(Optional<Surface> wanted) {
    try {
      var text =
          new String(whole.getDocument(DEFAULT_DOCUMENT, Format.JSON), StandardCharsets.UTF_8);
      var document = (ObjectNode) json.readTree(text);
      if (wanted.isPresent()) {
        document.withObject("/info").put("title", TITLES.get(wanted.get()));
        if (document.get("paths") instanceof ObjectNode paths) {
          cut(paths, wanted.get());
        }
      }
      return json.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the OpenAPI document of this build is not JSON", e);
    }
  }

  private void cut(ObjectNode paths, Surface wanted) {
    var owners =
        table.routes().stream()
            .collect(
                Collectors.toMap(
                    route -> shape(route.verb(), route.template()), Route::surface, (a, _) -> a));
    for (var path : paths.properties()) {
      if (path.getValue() instanceof ObjectNode verbs) {
        verbs
            .properties()
            .removeIf(
                verb ->
                    isVerb(verb.getKey())
                        && owners.get(shape(verb.getKey(), path.getKey())) != wanted);
      }
    }
    paths.properties().removeIf(path -> path.getValue().isEmpty());
  }

  private static boolean isVerb(String member) {
    return member.matches("get|put|post|delete|patch|head|options|trace");
  }

  /// Parameters may be called differently in the table and in the document.
  private static String shape(String verb, String template) {
    return verb.toUpperCase(Locale.ROOT) + " " + template.replaceAll("\\{[^}]*}", "{}");
  }
}
