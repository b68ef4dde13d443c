package dev.reelwright.http.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import dev.reelwright.http.RouteTable;
import dev.reelwright.http.Surface;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The document of the native API, from which clients generate their types.
@QuarkusTest
class StudioDocumentTest {
  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  private Api api;
  private JsonNode document;

  @BeforeEach
  void read() {
    api = new Api(port);
    document = api.get("/api/studio/openapi.json").json();
  }

  @Test
  void documentsEveryRouteThatIsServed() {
    var served = new TreeSet<String>();
    RouteTable.load().routes().stream()
        .filter(route -> route.surface() == Surface.STUDIO && route.built())
        .filter(route -> !route.template().endsWith("/openapi.json"))
        .forEach(route -> served.add(route.verb() + " " + route.template()));
    var documented = new TreeSet<String>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        verb ->
                            documented.add(
                                verb.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));

    assertThat(documented).isEqualTo(served);
  }

  @Test
  void namesEveryOperationAndItsProblems() {
    var names = new HashSet<String>();
    for (var path : document.path("paths")) {
      for (var operation : path) {
        assertThat(operation.path("operationId").asText()).as(operation.toString()).isNotEmpty();
        assertThat(names.add(operation.path("operationId").asText()))
            .as(operation.toString())
            .isTrue();
        assertThat(operation.at("/responses/default/$ref").asText())
            .isEqualTo("#/components/responses/Problem");
      }
    }
  }

  @Test
  void everyAnswerHasAType() {
    for (var path : document.path("paths")) {
      for (var operation : path) {
        for (var answer : operation.path("responses")) {
          for (var content : answer.path("content")) {
            assertThat(content.path("schema").properties())
                .as(operation.path("operationId").asText())
                .isNotEmpty();
          }
        }
      }
    }
  }

  @Test
  void schemasHaveNamesOfTheirOwnAndKnowWhatIsAlwaysThere() {
    for (var schema : document.at("/components/schemas").properties()) {
      assertThat(schema.getKey()).doesNotMatch(".*(\\d|Json)");
      if (schema.getValue().path("type").asText().equals("object")
          && !schema.getKey().endsWith("Body")) {
        assertThat(schema.getValue().path("required")).as(schema.getKey()).isNotEmpty();
      }
    }
  }

  /// Run with `-Dreelwright.write=true` to write the copy anew.
  @Test
  void theWebStudioIsBuiltFromThisDocument() throws IOException {
    var copy = Path.of("..", "web", "openapi.json");
    if (Boolean.getBoolean("reelwright.write")) {
      Files.writeString(copy, document.toPrettyString() + "\n");
    }

    assertThat(new ObjectMapper().readTree(Files.readString(copy))).isEqualTo(document);
  }

  @Test
  void answersLookAsTheyAreDocumented() throws InterruptedException {
    var created = api.post("/api/studio/projects", Map.of("prompt", "A boat sails."));
    assertThat(faults("ProjectHead", created.json())).isEmpty();
    var project = api.ended(created.json().path("id").asText());
    var shot = project.at("/scenes/0/shots/0/id").asText();
    var id = project.path("id").asText();

    assertThat(faults("Project", project)).isEmpty();
    assertThat(faults("ProjectPage", api.get("/api/studio/projects").json())).isEmpty();
    assertThat(faults("RunPage", api.get("/api/studio/runs").json())).isEmpty();
    assertThat(faults("AssetPage", api.get("/api/studio/assets").json())).isEmpty();
    assertThat(
            faults(
                "StepPage",
                api.get("/api/studio/runs/" + project.at("/run/id").asText() + "/steps").json()))
        .isEmpty();
    assertThat(faults("Take", api.get("/api/studio/shots/" + shot + "/takes").json().get(0)))
        .isEmpty();
    assertThat(faults("Lane", api.get("/api/studio/lanes").json().get(0))).isEmpty();
    assertThat(faults("StudioSettings", api.get("/api/studio/settings").json())).isEmpty();
    assertThat(faults("Quote", api.get("/api/studio/projects/" + id + "/quote").json())).isEmpty();
    assertThat(faults("Estimate", api.post("/api/studio/quote", Map.of("prompt", "A.")).json()))
        .isEmpty();
    assertThat(faults("Provider", api.get("/api/studio/providers").json().get(0))).isEmpty();
    assertThat(faults("Session", api.get("/api/studio/session").json())).isEmpty();
    assertThat(faults("Costs", api.get("/api/studio/costs").json())).isEmpty();
    assertThat(
            faults(
                "ForkPreview",
                api.post("/api/studio/projects/" + id + "/fork/preview", Map.of()).json()))
        .isEmpty();
    assertThat(faults("Problem", api.get("/api/studio/projects/none").json())).isEmpty();
  }

  private List<String> faults(String schema, JsonNode answer) {
    var wanted =
        JsonNodeFactory.instance
            .objectNode()
            .put("$ref", "#/components/schemas/" + schema)
            .set("components", document.path("components"));
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(wanted, SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build())
        .validate(answer)
        .stream()
        .map(fault -> fault.getMessage() + " in " + answer)
        .toList();
  }
}
