package dev.reelwright.http.operations;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The few pages that the server writes itself. Everything they load comes from this server.
@ApplicationScoped
public class Pages {
  private final String viewer;
  private final String front;

  public Pages(@ConfigProperty(name = "quarkus.application.version") String version) {
    this.viewer =
        """
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <title>Reelwright API</title>
          <link rel="stylesheet" href="/webjars/swagger-ui/%1$s/swagger-ui.css">
          <link rel="icon" href="data:,">
        </head>
        <body>
          <div id="viewer"></div>
          <script src="/webjars/swagger-ui/%1$s/swagger-ui-bundle.js"></script>
          <script src="/webjars/swagger-ui/%1$s/swagger-ui-standalone-preset.js"></script>
          <script src="/webjars/reelwright/viewer.js"></script>
        </body>
        </html>
        """
            .formatted(viewerVersion());
    this.front =
        """
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <title>Reelwright</title>
          <link rel="icon" href="data:,">
        </head>
        <body>
          <h1>Reelwright %s</h1>
          <p>The server is running. <a href="/docs">API documents</a>, <a href="/health">health</a>.</p>
          <p>The web studio is not part of this build, because Node was missing when it was made.
            Install Node 18 or newer with npm (on Debian: <code>apt install nodejs npm</code>), then
            start <code>./reel serve</code> again.</p>
        </body>
        </html>
        """
            .formatted(version);
  }

  /// Shows the OpenAPI documents.
  public String viewer() {
    return viewer;
  }

  /// What a browser sees where the web studio was not built.
  public String front() {
    return front;
  }

  private static String viewerVersion() {
    var path = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
    try (var in = Pages.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("the API viewer is not part of this build");
      }
      var facts = new Properties();
      facts.load(in);
      return facts.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException("reading the version of the API viewer failed", e);
    }
  }
}
