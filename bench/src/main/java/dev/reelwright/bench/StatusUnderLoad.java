package dev.reelwright.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// How quickly a server tells how far a project is, five hundred times a second: at rest, and while
/// it renders films. Encoders are niced, so that the answers come first.
record StatusUnderLoad(Path launcher, Path folder) {
  private static final int CONNECTIONS = 16;
  private static final int PER_SECOND = 500;
  private static final int ROUNDS = 3;
  private static final int FILMS = 3;
  private static final int WARM_UP = 200;
  private static final Duration EACH = Duration.ofSeconds(6);

  List<Row> rows() throws IOException, InterruptedException {
    try (var server =
            ServedReel.start(ServedReel.Program.ofLauncher(launcher), folder.resolve("served"));
        var client = new StudioClient(server.address())) {
      var project = client.order(FilmErrand.FILM);
      client.follow(project, _ -> false, Duration.ofMinutes(5));
      var status = Load.get(server.address().getPort(), "/api/studio/projects/" + project);
      var _ = status.run(new ProcessFacts(server.pid()), CONNECTIONS, WARM_UP);
      var idle = median(status);
      var seed = 0;
      var films = new ArrayList<String>();
      for (; seed < FILMS; seed++) {
        films.add(client.order(film(seed)));
      }
      client.follow(films.getFirst(), kind -> kind.equals("step.leased"), Duration.ofMinutes(2));
      var rendering = median(status);
      var isStillRendering =
          !client
              .get("/api/studio/projects/" + films.getLast())
              .path("state")
              .asText()
              .equals("done");
      EngineBench.tell(
          "status p99: %.1f ms at rest, %.1f ms while rendering%s",
          idle, rendering, isStillRendering ? "" : " (the films ended before the measurement)");
      server.kill();
      return List.of(
          Row.info("status p99 at 500/s, at rest", idle, "ms"),
          Row.info("status p99 at 500/s, while films are rendered", rendering, "ms"));
    }
  }

  private static double median(Load status) throws IOException, InterruptedException {
    var all = new ArrayList<Double>();
    for (var round = 0; round < ROUNDS; round++) {
      all.add(status.p99AtPace(CONNECTIONS, PER_SECOND, EACH));
    }
    return Medians.of(all);
  }

  private static String film(int seed) {
    return """
      {"prompt": "A fox crosses the snow. It stops beside a lantern. An owl calls. The fox runs. Snow falls. Night comes. A light goes out. The fox sleeps.",
       "settings": {"width": 1280, "height": 720, "seed": %d}}
      """
        .formatted(seed);
  }
}
