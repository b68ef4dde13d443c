package dev.reelwright.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

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
    var version =
        Files.readString(home.resolve("pom.xml"))
            .replaceAll("(?s).*<quarkus.version>(.*?)</quarkus.version>.*", "$1");
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
          <plugin><artifactId>maven-compiler-plugin</artifactId><version>3.14.0</version></plugin>
          <plugin>
            <groupId>io.quarkus.platform</groupId><artifactId>quarkus-maven-plugin</artifactId>
            <version>%1$s</version><extensions>true</extensions>
            <executions><execution><goals><goal>build</goal></goals></execution></executions>
          </plugin>
        </plugins></build>
      </project>
      """
            .formatted(version));
    Files.writeString(source.resolve("Health.java"), RESOURCE);
    var built =
        MeasuredProcess.run(
            List.of(
                "mvn", "-B", "-ntp", "-q", "-f", folder.resolve("pom.xml").toString(), "package"),
            Map.of());
    if (built.exit() != 0) {
      throw new IOException("building the empty application failed: " + built.output());
    }
    return jar;
  }
}
