package dev.reelwright.http.operations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelwright.http.IdempotencyKey;
import dev.reelwright.http.Route;
import dev.reelwright.http.RouteTable;
import dev.reelwright.http.Surface;
import dev.reelwright.http.WireTypes;
import io.quarkus.arc.All;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.openapi.runtime.io.Format;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
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
  private final List<WireTypes> types;
  private final JsonMapper json = JsonMapper.builder().build();
  private final Map<Optional<Surface>, String> written = new ConcurrentHashMap<>();

  public ApiDocuments(OpenApiDocumentService whole, RouteTable table, @All List<WireTypes> types) {
    this.whole = whole;
    this.table = table;
    this.types = List.copyOf(types);
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
      var owners = owners();
      var paths = document.withObject("/paths");
      forEachOperation(
          paths,
          (shape, operation) -> {
            if (owners.get(shape) == Surface.STUDIO) {
              addStudioHabits(shape, operation);
            }
          });
      var typing = new SchemaTyping(document);
      types.forEach(each -> typing.complete(each.records()));
      if (wanted.isPresent()) {
        document.withObject("/info").put("title", TITLES.get(wanted.get()));
        cut(paths, owners, wanted.get());
        typing.dropUnused();
      }
      return json.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the OpenAPI document of this build is not JSON", e);
    }
  }

  private Map<String, Surface> owners() {
    return table.routes().stream()
        .collect(
            Collectors.toMap(
                route -> shape(route.verb(), route.template()), Route::surface, (a, _) -> a));
  }

  private static void cut(ObjectNode paths, Map<String, Surface> owners, Surface wanted) {
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

  private static void forEachOperation(ObjectNode paths, BiConsumer<String, ObjectNode> action) {
    for (var path : paths.properties()) {
      for (var verb : path.getValue().properties()) {
        if (isVerb(verb.getKey()) && verb.getValue() instanceof ObjectNode operation) {
          action.accept(shape(verb.getKey(), path.getKey()), operation);
        }
      }
    }
  }

  /// What all routes of the native API have in common.
  private static void addStudioHabits(String shape, ObjectNode operation) {
    var answers = operation.withObject("/responses");
    answers.remove("400");
    answers.putObject("default").put("$ref", "#/components/responses/Problem");
    answers
        .properties()
        .forEach(
            answer -> {
              if (answer.getValue() instanceof ObjectNode node
                  && !node.has("$ref")
                  && !node.has("description")) {
                node.put("description", "Done.");
              }
            });
    if (shape.startsWith("POST ")) {
      operation
          .withArray("parameters")
          .addObject()
          .put("name", IdempotencyKey.HEADER)
          .put("in", "header")
          .put("description", "Sent again with the same key, the request does nothing.")
          .putObject("schema")
          .put("type", "string");
    }
  }

  private static boolean isVerb(String member) {
    return member.matches("get|put|post|delete|patch|head|options|trace");
  }

  /// Parameters may be called differently in the table and in the document.
  private static String shape(String verb, String template) {
    return verb.toUpperCase(Locale.ROOT) + " " + template.replaceAll("\\{[^}]*}", "{}");
  }
}
