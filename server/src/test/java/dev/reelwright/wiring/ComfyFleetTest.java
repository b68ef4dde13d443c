package dev.reelwright.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpServer;
import dev.reelwright.engine.Lanes;
import dev.reelwright.engine.Lanes.Change;
import dev.reelwright.provider.comfyui.ComfyUiStudio;
import dev.reelwright.provider.comfyui.Traffic;
import dev.reelwright.store.Database;
import dev.reelwright.store.TestDatabases;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The lanes of ComfyUI's servers, as the settings and an operator want them.
class ComfyFleetTest {
  @TempDir Path home;
  private Database database;
  private Lanes lanes;

  @BeforeEach
  void open() {
    database = Database.sqlite(TestDatabases.emptyFile());
    lanes = Lanes.beside(database, InstantSource.system());
  }

  @AfterEach
  void close() {
    database.close();
  }

  private ComfySetup setup(String url, String... more) throws Exception {
    var environment = new java.util.HashMap<String, String>();
    environment.put("COMFYUI_URL", url);
    for (int index = 0; index < more.length; index += 2) {
      environment.put(more[index], more[index + 1]);
    }
    return ComfySetup.bind(SettingValues.read(home, environment, Map.of()), home);
  }

  private void lay(String url, String... more) throws Exception {
    new ComfyFleet(setup(url, more), lanes).lay();
  }

  @Test
  void makesALaneForEachServerInOneFleet() throws Exception {
    lay("a=http://10.0.0.1:8188,b=http://10.0.0.2:8188", "REELWRIGHT_COMFYUI_JOBS_PER_SERVER", "2");

    assertThat(lanes.list())
        .extracting(Lanes.Line::id, Lanes.Line::kind, Lanes.Line::fleet, Lanes.Line::capacity)
        .containsExactly(
            tuple("a", "CALL", "comfyui", 2),
            tuple("b", "CALL", "comfyui", 2),
            tuple("comfyui", "FLEET", null, Lanes.MAX_CAPACITY));
  }

  @Test
  void leavesWhatAnOperatorHasSet() throws Exception {
    lay("a=http://10.0.0.1:8188");
    lanes.configure("a", new Change(true, null, 5, null, null, null, null));

    lay("a=http://10.0.0.1:8188");

    var lane = lanes.find("a").orElseThrow();
    assertThat(lane.isPaused()).isTrue();
    assertThat(lane.capacity()).isEqualTo(5);
  }

  @Test
  void takesAServerOutThatIsNotNamedAnyMore() throws Exception {
    lay("a=http://10.0.0.1:8188,b=http://10.0.0.2:8188");

    lay("b=http://10.0.0.2:8188");

    assertThat(lanes.find("a").orElseThrow().fleet()).isNull();
    assertThat(lanes.find("b").orElseThrow().fleet()).isEqualTo("comfyui");
  }

  @Test
  void findsOutWhichServerRunsWhat() throws Exception {
    var folder = Files.createDirectory(home.resolve("workflows"));
    Files.writeString(
        folder.resolve("mine.json"),
        "{\"1\": {\"class_type\": \"SaveMine\", \"inputs\": {\"text\": \"{{ POSITIVE_PROMPT }}\"}}}");
    var all = server("SaveImage|SaveMine");
    var few = server("SaveImage");
    try {
      var setup =
          setup(
              "all=http://127.0.0.1:%d,few=http://127.0.0.1:%d"
                  .formatted(all.getAddress().getPort(), few.getAddress().getPort()),
              "REELWRIGHT_COMFYUI_TEMPLATES",
              folder.toString());
      var fleet = new ComfyFleet(setup, lanes);
      fleet.lay();

      fleet.survey(
          new ComfyUiStudio(
              setup.settings(), setup.needs(), Traffic.UNHEARD, InstantSource.system()));
    } finally {
      all.stop(0);
      few.stop(0);
    }

    assertThat(lanes.find("all").orElseThrow().offers()).as("all that anybody runs").isEmpty();
    assertThat(lanes.find("few").orElseThrow().offers())
        .doesNotContain("mine")
        .as("what nobody runs is refused by whoever gets it")
        .contains("text-to-image");
  }

  /// A ComfyUI that has few nodes.
  private static HttpServer server(String nodes) throws Exception {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/object_info/",
        http -> {
          try (http) {
            var node = http.getRequestURI().getPath().substring("/object_info/".length());
            var answer = node.matches(nodes) ? "{\"%s\": {\"input\": {}}}".formatted(node) : "{}";
            http.sendResponseHeaders(200, 0);
            http.getResponseBody().write(answer.getBytes(StandardCharsets.UTF_8));
          }
        });
    server.start();
    return server;
  }
}
