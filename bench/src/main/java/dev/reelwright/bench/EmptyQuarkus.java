package dev.reelwright.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An application of the same framework that does nothing but answer `/health`: what no server on
/// it can start without. Built once, into `.reel`.
record EmptyQuarkus(Path home) {
  private static final String RESOURCE =
      """
      package empty;

      @jakarta.ws.rs.Path("/health")
      public class Health {
        @jakarta.ws.rs.GET
        public java.util.Map<String, String> health() {
          return java.util.Map.of("status", "healthy");
        }
      }
      """;

  /// @return the jar to start
  Path built() throws IOException, InterruptedException {
    var pom = Files.readString(home.resolve("pom.xml"));
    var version = pom.replaceAll("(?s).*<quarkus.version>(.*?)</quarkus.version>.*", "$1");
    var folder = home.resolve(".reel").resolve("bench").resolve("empty-quarkus-" + version);
    var jar = folder.resolve("target/quarkus-app/quarkus-run.jar");
    if (Files.exists(jar)) {
      return jar;
    }
    System.err.println("building an empty Quarkus application to compare with ...");
    var source = Files.createDirectories(folder.resolve("src/main/java/empty"));
    Files.writeString(
        folder.resolve("pom.xml"),
        """
      <project xmlns="http://maven.apache.org/POM/4.0.0">
        <modelVersion>4.0.0</modelVersion>
        <groupId>empty</groupId><artifactId>empty</artifactId><version>1</version>
        <properties><maven.compiler.release>25</maven.compiler.release></properties>
        <dependencyManagement><dependencies><dependency>
          <groupId>io.quarkus.platform</groupId><artifactId>quarkus-bom</artifactId>
          <version>%1$s</version><type>pom</type><scope>import</scope>
        </dependency></dependencies></dependencyManagement>
        <dependencies><dependency>
          <groupId>io.quarkus</groupId><artifactId>quarkus-rest-jackson</artifactId>
        </dependency></dependencies>
        <build><plugins>
          %2$s
          <plugin>
            <groupId>io.quarkus.platform</groupId><artifactId>quarkus-maven-plugin</artifactId>
            <version>%1$s</version><extensions>true</extensions>
            <executions><execution><goals><goal>build</goal></goals></execution></executions>
          </plugin>
        </plugins></build>
      </project>
      """
            .formatted(version, plugins(pom)));
    Files.writeString(source.resolve("Health.java"), RESOURCE);
    // What Reelwright was built with is mostly enough, so the network is asked second.
    var built = maven(folder, "-o");
    if (built.exit() != 0) {
      built = maven(folder, "-U");
    }
    if (built.exit() != 0) {
      throw new IOException("building the empty application failed: " + built.output());
    }
    return jar;
  }

  private static MeasuredProcess maven(Path folder, String network)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("mvn", "-B", "-ntp", "-q", network));
    for (var name : List.of("MAVEN_ARGS", "REELWRIGHT_MAVEN_ARGS")) {
      // Lists of words, as the launcher takes them.
      var words = System.getenv(name);
      if (words != null && !words.isBlank()) {
        command.addAll(List.of(words.strip().split("\\s+", -1)));
      }
    }
    command.addAll(List.of("-f", folder.resolve("pom.xml").toString(), "package"));
    return MeasuredProcess.run(command, Map.of("MAVEN_ARGS", ""));
  }

  /// The plugins of our own build, in its versions.
  private static String plugins(String pom) {
    return Stream.of("resources", "compiler", "surefire", "jar")
        .map(
            name -> {
              var plugin = "<artifactId>maven-%s-plugin</artifactId>".formatted(name);
              var found =
                  Pattern.compile(Pattern.quote(plugin) + "\\s*(<version>[^<]+</version>)")
                      .matcher(pom);
              return "<plugin>%s%s</plugin>".formatted(plugin, found.find() ? found.group(1) : "");
            })
        .collect(Collectors.joining("\n"));
  }
}
